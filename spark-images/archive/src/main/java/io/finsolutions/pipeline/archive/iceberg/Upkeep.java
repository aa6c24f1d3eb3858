package io.finsolutions.pipeline.archive.iceberg;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.apache.iceberg.Table;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tidies up behind many small steps: merges the files of a day, forgets old states of the table,
 * and deletes what killed writers have left. What is not done in its time is left to the next one.
 * Trades are neither added nor lost.
 *
 * @param table the table of trades
 * @param patience how long merging may take; a merge that has begun is finished
 */
record Upkeep(Table table, Duration patience) {
  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

  /** Tidies up. What goes wrong is logged, and harms nothing. */
  void run(Instant now) {
    long started = System.nanoTime();
    try {
      table.refresh();
      DayMerge merge = new DayMerge(table, now);
      while (elapsed(started).compareTo(patience) < 0 && merge.mergeNext()) {
        table.refresh();
      }
      int forgotten = new OldSnapshots(table).forget(now);
      int orphans = new Orphans(table).delete(now);
      if (merge.filesBefore() + forgotten + orphans > 0) {
        LOG.info(
            "archive tidied merged_files={} into={} states_forgotten={} orphans_deleted={} millis={}",
            merge.filesBefore(),
            merge.filesAfter(),
            forgotten,
            orphans,
            elapsed(started).toMillis());
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("archive not tidied, the next run tries again reason=\"{}\"", e.toString());
    }
  }

  private static Duration elapsed(long started) {
    return Duration.ofNanos(System.nanoTime() - started);
  }
}
