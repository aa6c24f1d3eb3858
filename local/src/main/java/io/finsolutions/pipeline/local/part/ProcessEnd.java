package io.finsolutions.pipeline.local.part;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for the end of a process that somebody else has started. */
final class ProcessEnd {
  private ProcessEnd() {}

  /** Like {@link #await(long)}, but not for ever; a process that takes longer is killed. */
  static void awaitOrKill(long pid, Duration bound) throws InterruptedException {
    Optional<ProcessHandle> process = ProcessHandle.of(pid);
    if (process.isPresent()) {
      try {
        process.get().onExit().get(bound.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        process.get().destroyForcibly();
      } catch (ExecutionException e) {
        throw new IllegalStateException("cannot wait for process " + pid, e);
      }
    }
  }

  /** Returns once no process with this number runs. */
  static void await(long pid) throws InterruptedException {
    Optional<ProcessHandle> process = ProcessHandle.of(pid);
    if (process.isPresent()) {
      try {
        process.get().onExit().get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("cannot wait for process " + pid, e);
      }
    }
  }
}
