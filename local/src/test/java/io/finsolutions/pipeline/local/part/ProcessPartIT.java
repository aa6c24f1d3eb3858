package io.finsolutions.pipeline.local.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finsolutions.pipeline.local.Eventually;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessPartIT {
  private static final Duration BOUND = Duration.ofSeconds(30);

  @TempDir Path folder;

  @Test
  void aKilledChildIsStartedAgainAndItsLogKept() throws Exception {
    Path sign = folder.resolve("sign");
    Supervisor supervisor =
        new Supervisor(
            part(List.of(sign.toString()), () -> Files.exists(sign)),
            new Silence(),
            RestartPolicy.givingUp());
    supervisor.start().get(30, TimeUnit.SECONDS);
    long first = supervisor.status().pid().orElseThrow();
    Files.delete(sign);

    ProcessHandle.of(first).orElseThrow().destroyForcibly();

    Eventually.holds(
        "another process runs",
        BOUND,
        () -> supervisor.status().pid().stream().anyMatch(pid -> pid != first));
    long second = supervisor.status().pid().orElseThrow();
    supervisor.stop(BOUND);
    assertThat(ProcessHandle.of(second)).isEmpty();
    assertThat(folder.resolve("tiny.log"))
        .content()
        .contains("hello from " + first, "hello from " + second);
  }

  @Test
  void aChildThatEndsBeforeItWorksSaysWhy() {
    ProcessPart part = part(List.of("fail"), () -> false);

    assertThatThrownBy(part::start)
        .isInstanceOf(PartEndedException.class)
        .hasMessageContaining("ended with exit code 3")
        .hasMessageContaining("it will not do")
        .hasMessageContaining("its log is " + folder.resolve("tiny.log"));
  }

  private ProcessPart part(List<String> arguments, Readiness readiness) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx16m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                TinyProgram.class.getName()));
    command.addAll(arguments);
    return new ProcessPart(
        "tiny", "nowhere", folder.resolve("tiny.log"), true, command, readiness, BOUND);
  }

  private static final class Silence implements PartListener {
    @Override
    public void onUp(Part part, Duration took) {}

    @Override
    public void onRestart(Part part, String ending, Duration pause) {}

    @Override
    public void onFailed(Part part, String reason) {}
  }
}
