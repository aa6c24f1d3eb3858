package io.finsolutions.pipeline.local.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends what a run that was killed has left running. */
public final class Leftovers {
  private static final Duration ORDERLY_BOUND = Duration.ofSeconds(5);
  private static final Duration KILL_BOUND = Duration.ofSeconds(5);
  private static final int START_LINE = 2;

  private Leftovers() {}

  /**
   * Ends every process of the last run on a folder that still runs, the database last.
   *
   * @return how many there were
   */
  public static int end(StateFolder folder, ProcessLedger ledger) throws InterruptedException {
    List<ProcessHandle> children = ledger.survivors();
    endAll(children);
    // The database detaches itself from whoever starts it, and keeps a ledger of its own.
    List<ProcessHandle> database = new ArrayList<>();
    postmaster(folder.database()).ifPresent(database::add);
    endAll(database);
    return children.size() + database.size();
  }

  /** The process of the database whose data is in a folder, if it runs. */
  public static Optional<ProcessHandle> postmaster(Path data) {
    Path file = data.resolve("postmaster.pid");
    try {
      List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
      if (lines.size() <= START_LINE) {
        return Optional.empty();
      }
      Instant startedAt = Instant.ofEpochSecond(Long.parseLong(lines.get(START_LINE).strip()));
      return ProcessLedger.find(Long.parseLong(lines.get(0).strip()), startedAt);
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static void endAll(List<ProcessHandle> processes) throws InterruptedException {
    processes.forEach(ProcessHandle::destroy);
    awaitEnds(processes, ORDERLY_BOUND);
    processes.forEach(ProcessHandle::destroyForcibly);
    awaitEnds(processes, KILL_BOUND);
  }

  private static void awaitEnds(List<ProcessHandle> processes, Duration bound)
      throws InterruptedException {
    long deadline = System.nanoTime() + bound.toNanos();
    for (ProcessHandle process : processes) {
      try {
        process.onExit().get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (TimeoutException | ExecutionException e) {
        // Whoever is still there is killed next.
        continue;
      }
    }
  }
}
