package io.finsolutions.pipeline.local.part;

import java.time.Duration;
import java.util.Optional;

/** Waits for the end of a process that somebody else has started. */
final class ProcessEnd {
  // The Java library itself looks for such processes every few seconds only.
  private static final Duration POLL = Duration.ofMillis(50);

  private ProcessEnd() {}

  /** Like {@link #await(long)}, but not for ever; a process that takes longer is killed. */
  static void awaitOrKill(long pid, Duration bound) throws InterruptedException {
    Optional<ProcessHandle> process = ProcessHandle.of(pid);
    long deadline = System.nanoTime() + bound.toNanos();
    while (process.filter(ProcessHandle::isAlive).isPresent()) {
      if (System.nanoTime() - deadline > 0) {
        process.get().destroyForcibly();
        return;
      }
      Thread.sleep(POLL.toMillis());
    }
  }

  /** Returns once no process with this number runs. */
  static void await(long pid) throws InterruptedException {
    Optional<ProcessHandle> process = ProcessHandle.of(pid);
    while (process.filter(ProcessHandle::isAlive).isPresent()) {
      Thread.sleep(POLL.toMillis());
    }
  }
}
