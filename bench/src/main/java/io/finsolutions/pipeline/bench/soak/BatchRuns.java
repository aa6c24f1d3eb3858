package io.finsolutions.pipeline.bench.soak;

import io.finsolutions.pipeline.bench.rig.Child;
import io.finsolutions.pipeline.bench.rig.PeakMemory;
import io.finsolutions.pipeline.bench.rig.Rig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Runs the batch layer over and over, each time as a process of its own, as a CronJob does. One
 * that is late begins when the one before has ended.
 */
final class BatchRuns implements AutoCloseable {
  private final Rig rig;
  private final List<String> jvm;
  private final Duration giveUp;
  private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
  private final Future<?> schedule;

  // Guarded by itself.
  private final List<Run> runs = new ArrayList<>();

  /**
   * What a run took.
   *
   * @param process from the start of its process to its end
   * @param peakBytes the most memory that it had
   */
  record Run(Duration process, long peakBytes) {}

  /**
   * Begins to run each time a span is over.
   *
   * @param giveUp how old a minute is that no later trade vouches for and that is final all the
   *     same
   */
  BatchRuns(Rig rig, List<String> jvm, Duration every, Duration giveUp) {
    this.rig = rig;
    this.jvm = jvm;
    this.giveUp = giveUp;
    schedule =
        scheduler.scheduleAtFixedRate(
            this::runOnce, every.toNanos(), every.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** What all runs took that have ended. */
  List<Run> ended() {
    synchronized (runs) {
      return List.copyOf(runs);
    }
  }

  /** Waits for the run that is under way, makes a last one, and runs no more. */
  void finish() throws InterruptedException {
    schedule.cancel(false);
    try {
      scheduler.submit(this::runOnce).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
    scheduler.shutdown();
  }

  private void runOnce() {
    try (Child batch = rig.batch(jvm, true, "--give-up", giveUp.toSeconds() + "s");
        PeakMemory memory = new PeakMemory(batch)) {
      Duration process = batch.awaitEnd();
      synchronized (runs) {
        runs.add(new Run(process, memory.bytes()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    scheduler.shutdownNow();
  }
}
