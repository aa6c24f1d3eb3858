package io.finsolutions.pipeline.bench.latency;

import io.finsolutions.pipeline.bench.rig.Rig;
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
 */
final class Sightings implements Runnable, AutoCloseable {
  private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(700);
  private static final String NEWEST =
      "SELECT last_trade_id FROM api.bars_1s WHERE product = ? ORDER BY start DESC LIMIT 1";

  private final Connection connection;
  private final Thread thread = new Thread(this, "reader");
  private final List<Sighting> sightings = new ArrayList<>();
  private final Histogram gaps = new Histogram(3);
  private SQLException failure;
  private volatile boolean closing;

  /** A row with a trade was seen for the first time, by the clock of this machine. */
  record Sighting(Instant at, long lastTradeId) {}

  /** Begins to look. */
  Sightings(Connection connection) {
    this.connection = connection;
    thread.setPriority(Thread.MAX_PRIORITY);
    thread.start();
  }

  /** All that was seen, in the order of time; only after {@link #end}. */
  List<Sighting> all() {
    if (failure != null) {
      throw new FailedException("the reader failed: " + failure.getMessage(), failure);
    }
    return sightings;
  }

  /** Nanoseconds from one look to the next; only after {@link #end}. */
  Histogram gaps() {
    return gaps;
  }

  @Override
  public void run() {
    try (PreparedStatement newest = connection.prepareStatement(NEWEST)) {
      newest.setString(1, Rig.PAIR.toString());
      long latest = 0;
      long lookedNanos = System.nanoTime();
      while (!closing) {
        try (ResultSet row = newest.executeQuery()) {
          if (row.next() && row.getLong(1) > latest) {
            latest = row.getLong(1);
            sightings.add(new Sighting(Instant.now().truncatedTo(ChronoUnit.MICROS), latest));
          }
        }
        LockSupport.parkNanos(PAUSE_NANOS);
        long now = System.nanoTime();
        gaps.recordValue(now - lookedNanos);
        lookedNanos = now;
      }
    } catch (SQLException e) {
      failure = e;
    }
  }

  /** Looks no more. */
  void end() throws InterruptedException {
    closing = true;
    thread.join();
  }

  @Override
  public void close() throws SQLException {
    closing = true;
    connection.close();
  }
}
