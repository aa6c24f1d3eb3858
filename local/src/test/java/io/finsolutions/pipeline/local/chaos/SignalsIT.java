package io.finsolutions.pipeline.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.local.Eventually;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignalsIT {
  private static final Duration BOUND = Duration.ofSeconds(10);

  private Process parent;

  @BeforeEach
  void startParentWithChild() throws Exception {
    parent = new ProcessBuilder("sh", "-c", "sleep 60; true").start();
    Eventually.holds("there is a child", BOUND, () -> parent.children().findAny().isPresent());
  }

  @AfterEach
  void endBoth() throws Exception {
    parent.descendants().forEach(ProcessHandle::destroyForcibly);
    parent.destroyForcibly().waitFor();
  }

  @Test
  void aProcessIsHeldUpWithItsChildrenAndGoesOn() throws Exception {
    List<ProcessHandle> held = Signals.stop(parent.pid());

    assertThat(held).hasSize(2);
    for (ProcessHandle each : held) {
      assertThat(state(each)).startsWith("T");
    }
    Signals.resume(held);
    for (ProcessHandle each : held) {
      assertThat(state(each)).startsWith("S");
    }
  }

  @Test
  void aProcessIsKilledOnce() throws Exception {
    assertThat(Signals.kill(parent.pid())).isTrue();

    assertThat(parent.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(Signals.kill(parent.pid())).isFalse();
  }

  private static String state(ProcessHandle process) throws Exception {
    Process answer =
        new ProcessBuilder("ps", "-o", "state=", "-p", Long.toString(process.pid())).start();
    return new String(answer.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }
}
