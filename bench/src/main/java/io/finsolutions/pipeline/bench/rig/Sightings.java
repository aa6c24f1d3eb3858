package io.finsolutions.pipeline.bench.rig;

import io.finsolutions.pipeline.service.FailedException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * What a reader sees who asks for the newest row about every millisecond: at which moment it first
 * included which trade. Where ids ascend with time, as they do on a stand-in without faults, a row
 * whose last trade has an id includes all trades of lower ids, or stands behind the rows that do.
 *
 * <p>A reader who is turned away comes again.
 */
public final class Sightings implements Runnable, AutoCloseable {
  /** The id of the last trade of the newest row of {@code api.bars_1s}. */
  public static final String NEWEST_OF_API =
      "SELECT last_trade_id FROM api.bars_1s WHERE product = ? ORDER BY start DESC LIMIT 1";

  private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(700);
  private static final long COME_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final Source source;
  private final String newest;
  private final Thread thread = new Thread(this, "reader");
  private final List<Sighting> sightings = new ArrayList<>();
  private final Histogram gaps = new Histogram(3);
  private volatile SQLException failure;
  private volatile long latest;
  private volatile boolean closing;

  /** A row with a trade was seen for the first time, by the clock of this machine. */
  public record Sighting(Instant at, long lastTradeId) {}

  /** Where the rows are. */
  @FunctionalInterface
  public interface Source {
    /** A new connection. */
    Connection connect() throws SQLException;
  }

  /**
   * Begins to look.
   *
   * @param newest selects, for a product, one row with the id of its last trade in front
   */
  public Sightings(Source source, String newest) {
    this.source = source;
    this.newest = newest;
    thread.setPriority(Thread.MAX_PRIORITY);
    thread.start();
  }

  /** The last trade that was seen so far; 0 before the first. */
  public long latest() {
    return latest;
  }

  /** All that was seen, in the order of time; only after {@link #end}. */
  public List<Sighting> all() {
    if (failure != null) {
      throw new FailedException("the reader failed: " + failure.getMessage(), failure);
    }
    return sightings;
  }

  /** Nanoseconds from one look to the next; only after {@link #end}. */
  public Histogram gaps() {
    return gaps;
  }

  @Override
  public void run() {
    while (!closing) {
      try (Connection connection = source.connect();
          PreparedStatement select = connection.prepareStatement(newest)) {
        select.setString(1, Rig.PAIR.toString());
        look(select);
      } catch (SQLException e) {
        failure = e;
        LockSupport.parkNanos(COME_AGAIN_NANOS);
      }
    }
  }

  private void look(PreparedStatement select) throws SQLException {
    long lookedNanos = System.nanoTime();
    while (!closing) {
      try (ResultSet row = select.executeQuery()) {
        if (row.next() && row.getLong(1) > latest) {
          latest = row.getLong(1);
          sightings.add(new Sighting(Instant.now().truncatedTo(ChronoUnit.MICROS), latest));
        }
      }
      failure = null;
      LockSupport.parkNanos(PAUSE_NANOS);
      long now = System.nanoTime();
      gaps.recordValue(now - lookedNanos);
      lookedNanos = now;
    }
  }

  /** Looks no more. */
  public void end() throws InterruptedException {
    closing = true;
    thread.join();
  }

  @Override
  public void close() {
    closing = true;
  }
}
