package io.finsolutions.pipeline.batch.engine;

import io.finsolutions.pipeline.service.FailedException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * For how long final rows are kept.
 *
 * @param keep rows are dropped when they are older than this, a UTC month at a time
 */
public record Retention(Duration keep, OldRows oldRows, InstantSource clock) {
  /**
   * What is a day behind the hand-over is still compared, and part of the day that is made next.
   */
  public static final Duration SHORTEST = Duration.ofDays(2);

  /** As long as the resource can say; nothing was traded before. */
  public static final Duration LONGEST = Duration.ofDays(9_999);

  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

  /**
   * Drops what is too old. What cannot be dropped now, since somebody reads it or another run is
   * under way, is left to the next run.
   *
   * @throws FailedException if the store refuses, and will the next time too
   */
  public void apply() {
    OldRows.Dropped dropped = drop();
    for (DroppedRows rows : dropped.rows()) {
      LOG.info(
          "rows dropped table={} rows={} bytes={} kept_from={}",
          rows.table(),
          number(rows.rows()),
          number(rows.bytes()),
          dropped.keptFrom().map(Instant::toString).orElse("-"));
    }
    dropped
        .putOff()
        .ifPresent(reason -> LOG.warn("old rows stay until the next run reason=\"{}\"", reason));
  }

  private OldRows.Dropped drop() {
    try {
      return oldRows.dropBefore(clock.instant().minus(keep));
    } catch (StoreException e) {
      throw new FailedException(
          "the run is done, but old rows cannot be dropped: " + FailureReason.firstLine(e), e);
    }
  }

  private static String number(OptionalLong number) {
    return number.isPresent() ? Long.toString(number.getAsLong()) : "-";
  }
}
