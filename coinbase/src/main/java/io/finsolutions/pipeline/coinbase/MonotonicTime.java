package io.finsolutions.pipeline.coinbase;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Time that only passes: what waits are measured by. */
interface MonotonicTime {
  /** The machine's own. */
  MonotonicTime SYSTEM =
      new MonotonicTime() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
          TimeUnit.NANOSECONDS.sleep(duration.toNanos());
        }
      };

  /** Nanoseconds since some instant; only differences mean anything. */
  long nanos();

  /** Lets the time pass. */
  void sleep(Duration duration) throws InterruptedException;
}
