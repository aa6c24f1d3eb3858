package io.finsolutions.pipeline.local.part;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.embedded.FreePorts;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PostgresPartIT {
  /** Far below the minute for which the library waits for a server that does not come. */
  private static final int BOUND_SECONDS = 30;

  @TempDir Path folder;

  @Test
  @EnabledOnOs(OS.LINUX)
  void itStartsAgainAsSoonAsHeldUpProcessesOfAKilledServerAreGone() throws Exception {
    PostgresPart part = part();
    try {
      ProcessHandle server = ProcessHandle.of(part.start().pid()).orElseThrow();
      List<ProcessHandle> children = server.children().toList();
      assertThat(children).isNotEmpty();
      signal("-STOP", children);
      server.destroyForcibly();
      server.onExit().get(BOUND_SECONDS, TimeUnit.SECONDS);
      assertThat(PostgresMemory.isHeld(data())).isTrue();

      CompletableFuture<RunningPart> again = CompletableFuture.supplyAsync(() -> started(part));
      signal("-CONT", children);

      RunningPart running = again.get(BOUND_SECONDS, TimeUnit.SECONDS);
      assertThat(query(part)).isEqualTo(1);
      running.stop(Duration.ofSeconds(BOUND_SECONDS));
    } finally {
      part.close();
    }
  }

  private PostgresPart part() {
    return new PostgresPart(
        folder.resolve("programs"), data(), folder.resolve("database.log"), FreePorts.find());
  }

  private Path data() {
    return folder.resolve("data");
  }

  private static RunningPart started(PostgresPart part) {
    try {
      return part.start();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int query(PostgresPart part) throws Exception {
    try (Connection connection =
            DriverManager.getConnection(part.settings().url(), PostgresPart.POSTGRES, "");
        var row = connection.createStatement().executeQuery("SELECT 1")) {
      row.next();
      return row.getInt(1);
    }
  }

  private static void signal(String signal, List<ProcessHandle> processes)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("kill", signal));
    processes.forEach(process -> command.add(Long.toString(process.pid())));
    assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
  }
}
