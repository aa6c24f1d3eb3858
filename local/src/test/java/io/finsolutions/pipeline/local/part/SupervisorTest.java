package io.finsolutions.pipeline.local.part;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.local.Eventually;
import io.finsolutions.pipeline.local.part.PartStatus.State;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SupervisorTest {
  private static final Duration BOUND = Duration.ofSeconds(10);

  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final PartListener listener =
      new PartListener() {
        @Override
        public void onUp(Part part, Duration took) {
          heard.add("up");
        }

        @Override
        public void onRestart(Part part, String ending, Duration pause) {
          heard.add("restart after " + ending);
        }

        @Override
        public void onFailed(Part part, String reason) {
          heard.add("failed: " + reason);
        }
      };

  @Test
  void aPartThatEndsIsStartedAgain() throws Exception {
    FakePart part = new FakePart(true, true);
    Supervisor supervisor = supervise(part);
    supervisor.start().get(10, TimeUnit.SECONDS);

    part.end(137);

    Eventually.holds("it runs again", BOUND, () -> heard.size() == 3);
    assertThat(heard)
        .containsExactly("up", "restart after ended with exit code 137: last words", "up");
    assertThat(supervisor.status().state()).isEqualTo(State.UP);
    assertThat(supervisor.status().restarts()).isEqualTo(1);
    supervisor.stop(BOUND);
  }

  @Test
  void fiveEndsWithinAMinuteAreTheLast() throws Exception {
    FakePart part = new FakePart(true, true);
    Supervisor supervisor = supervise(part);
    for (int i = 0; i < 5; i++) {
      part.end(1);
    }

    supervisor.start();

    Eventually.holds("it is given up", BOUND, () -> supervisor.status().state() == State.DOWN);
    assertThat(part.starts).hasValue(5);
    assertThat(heard).last().isEqualTo("failed: ended with exit code 1: last words");
  }

  @Test
  void aPartThatIsUsedWronglyIsNotStartedAgain() throws Exception {
    FakePart part = new FakePart(true, true);
    part.end(2);
    Supervisor supervisor = supervise(part);

    supervisor.start();

    Eventually.holds("it is given up", BOUND, () -> supervisor.status().state() == State.DOWN);
    assertThat(part.starts).hasValue(1);
  }

  @Test
  void aPartThatCannotGoOnIsNotStartedAgain() throws Exception {
    FakePart part = new FakePart(false, true);
    part.end(137);
    Supervisor supervisor = supervise(part);

    supervisor.start();

    Eventually.holds("it is given up", BOUND, () -> supervisor.status().state() == State.DOWN);
    assertThat(part.starts).hasValue(1);
  }

  @Test
  void aPartThatCannotBeStartedAtAllFailsAtOnce() throws Exception {
    FakePart part = new FakePart(true, false);
    Supervisor supervisor = supervise(part);

    supervisor.start();

    Eventually.holds("it is given up", BOUND, () -> supervisor.status().state() == State.DOWN);
    assertThat(heard).containsExactly("failed: it lacks something");
  }

  @Test
  void aPartThatIsStoppedStaysDown() throws Exception {
    FakePart part = new FakePart(true, true);
    Supervisor supervisor = supervise(part);
    supervisor.start().get(10, TimeUnit.SECONDS);

    supervisor.stop(BOUND);

    assertThat(part.stops).hasValue(1);
    assertThat(part.starts).hasValue(1);
    assertThat(heard).containsExactly("up");
  }

  private Supervisor supervise(Part part) {
    return new Supervisor(part, listener, RestartPolicy.givingUp(Duration.ofMillis(1)));
  }
}
