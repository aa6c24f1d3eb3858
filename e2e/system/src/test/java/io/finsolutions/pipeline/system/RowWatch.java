package io.finsolutions.pipeline.system;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.service.FailedException;
import io.finsolutions.pipeline.verify.StandInControl;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Looks ten times a second how far the rows of a pair are behind the exchange. Rows are fresh if
 * they have counted what the exchange has printed up to two seconds ago.
 */
final class RowWatch implements AutoCloseable {
  private static final Duration FRESH = Duration.ofSeconds(2);
  private static final long BETWEEN_LOOKS_MILLIS = 100;

  private final TradingPair pair;
  private final Database database;
  private final Supplier<URI> exchange;
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "row-watch");
            thread.setDaemon(true);
            return thread;
          });
  private volatile Instant lastStale = Instant.MIN;
  private volatile Instant lastFresh = Instant.MIN;
  private volatile Instant firstRow;

  RowWatch(TradingPair pair, Database database, Supplier<URI> exchange) {
    this.pair = pair;
    this.database = database;
    this.exchange = exchange;
    looks.scheduleWithFixedDelay(this::look, 0, BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** When a row was seen for the first time. */
  Optional<Instant> firstRow() {
    return Optional.ofNullable(firstRow);
  }

  /** Whether every look of the last seconds has found fresh rows. */
  boolean isFreshFor(Duration spell) {
    Instant now = Instant.now();
    return lastFresh.isAfter(now.minus(FRESH)) && lastStale.isBefore(now.minus(spell));
  }

  /**
   * Likewise, and so long after a moment that rows which stood still from then on would be seen.
   */
  boolean isFreshFor(Duration spell, Instant since) {
    return Instant.now().isAfter(since.plus(FRESH).plus(spell)) && isFreshFor(spell);
  }

  /** How long after a moment rows were fresh for good; zero if they have been all the time. */
  Duration recoveredAfter(Instant moment) {
    return lastStale.isBefore(moment) ? Duration.ZERO : Duration.between(moment, lastStale);
  }

  private void look() {
    Instant at = Instant.now();
    if (isFresh()) {
      lastFresh = at;
    } else {
      lastStale = Instant.now();
    }
  }

  private boolean isFresh() {
    try {
      Optional<Instant> counted = database.newestCounted();
      if (counted.isPresent() && firstRow == null) {
        firstRow = Instant.now();
      }
      Instant printed = new StandInControl(exchange.get()).newestTrade(pair);
      return counted.isPresent() && counted.get().plus(FRESH).isAfter(printed);
    } catch (FailedException | KubernetesClientException | IllegalStateException e) {
      // The database or the way to it is away, or not there yet.
      return false;
    }
  }

  @Override
  public void close() {
    looks.shutdownNow();
    try {
      looks.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    database.close();
  }
}
