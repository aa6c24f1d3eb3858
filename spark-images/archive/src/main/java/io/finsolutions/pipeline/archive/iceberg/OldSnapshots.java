package io.finsolutions.pipeline.archive.iceberg;

import java.time.Duration;
import java.time.Instant;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/**
 * Former states of the table. Whoever has begun to read one goes on doing so for a day; then it is
 * forgotten, with the files that only it needs.
 */
record OldSnapshots(Table table) {
  private static final Duration KEPT = Duration.ofDays(1);

  /** Many at once: forgetting is a step of its own. */
  private static final Duration TOGETHER = Duration.ofHours(1);

  private static final int ALWAYS_KEPT = 1;

  /** Forgets what is too old, and returns how many states that were. */
  int forget(Instant now) {
    Instant limit = now.minus(KEPT);
    int before = count();
    if (before <= ALWAYS_KEPT || !oldest().isBefore(limit.minus(TOGETHER))) {
      return 0;
    }
    table
        .expireSnapshots()
        .expireOlderThan(limit.toEpochMilli())
        .retainLast(ALWAYS_KEPT)
        .cleanExpiredFiles(true)
        .commit();
    table.refresh();
    return before - count();
  }

  private int count() {
    int count = 0;
    for (Snapshot ignored : table.snapshots()) {
      count++;
    }
    return count;
  }

  private Instant oldest() {
    long oldest = Long.MAX_VALUE;
    for (Snapshot snapshot : table.snapshots()) {
      oldest = Math.min(oldest, snapshot.timestampMillis());
    }
    return Instant.ofEpochMilli(oldest);
  }
}
