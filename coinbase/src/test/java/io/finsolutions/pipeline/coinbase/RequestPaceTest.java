package io.finsolutions.pipeline.coinbase;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestPaceTest {
  private final ManualTime time = new ManualTime();
  private final RequestPace pace = new RequestPace(4, time);

  @Test
  void theFirstRequestGoesAtOnceAndTheOthersAQuarterOfASecondApart() throws Exception {
    pace.awaitTurn();
    assertThat(time.slept()).isZero();

    for (int i = 0; i < 8; i++) {
      pace.awaitTurn();
    }
    assertThat(time.slept()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void turnsThatNobodyTookAreNotSavedUp() throws Exception {
    pace.awaitTurn();
    time.sleep(Duration.ofSeconds(60));
    pace.awaitTurn();
    pace.awaitTurn();

    assertThat(time.slept()).isEqualTo(Duration.ofMillis(60_250));
  }

  @Test
  void holdingBackDelaysTheNextTurnAndAShorterHoldChangesNothing() throws Exception {
    pace.holdBack(Duration.ofSeconds(3));
    pace.holdBack(Duration.ofSeconds(1));
    pace.awaitTurn();
    assertThat(time.slept()).isEqualTo(Duration.ofSeconds(3));

    pace.awaitTurn();
    assertThat(time.slept()).isEqualTo(Duration.ofMillis(3_250));
  }

  @Test
  void whoWaitsAlreadyIsHeldBackToo() throws Exception {
    List<Duration> sleeps = new ArrayList<>();
    RequestPace[] held = new RequestPace[1];
    MonotonicTime watched =
        new MonotonicTime() {
          @Override
          public long nanos() {
            return time.nanos();
          }

          @Override
          public void sleep(Duration duration) throws InterruptedException {
            sleeps.add(duration);
            if (sleeps.size() == 2) {
              held[0].holdBack(Duration.ofSeconds(2));
            }
            time.sleep(duration);
          }
        };
    held[0] = new RequestPace(4, watched);
    held[0].awaitTurn();
    held[0].awaitTurn();

    assertThat(time.slept()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void manyThreadsTogetherKeepThePace() throws Exception {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      threads.add(
          new Thread(
              () -> {
                try {
                  pace.awaitTurn();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              }));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    // The ninth turn comes eight quarters of a second after the first.
    pace.awaitTurn();
    assertThat(time.slept()).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
  }
}
