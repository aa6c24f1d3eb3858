package io.finsolutions.pipeline.exchange;

import io.finsolutions.pipeline.market.Trade;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plays the tapes: prints each trade when the exchange's clock has come to its time. */
final class Printer implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Printer.class);

  // Trades a turn, so that heartbeats and subscriptions get their turn even when it is behind.
  private static final int MOST_AT_ONCE = 5_000;
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(1);

  private final List<ProductMarket> markets;
  private final ExchangeClock clock;
  private final Feed feed;
  private final ScheduledExecutorService loop;
  private volatile Optional<String> failure = Optional.empty();

  Printer(
      List<ProductMarket> markets, ExchangeClock clock, Feed feed, ScheduledExecutorService loop) {
    this.markets = markets;
    this.clock = clock;
    this.feed = feed;
    this.loop = loop;
  }

  /** Why it gave up playing, if it did. */
  Optional<String> failure() {
    return failure;
  }

  @Override
  public void run() {
    try {
      Optional<Duration> pause = printDue();
      if (pause.isPresent()) {
        loop.schedule(this, pause.get().toNanos(), TimeUnit.NANOSECONDS);
      } else {
        LOG.info("tapes=ended");
      }
    } catch (RejectedExecutionException e) {
      LOG.debug("stopped while playing", e);
    } catch (RuntimeException e) {
      failure = Optional.of(String.valueOf(e.getMessage()));
      LOG.error("tapes=failed reason=\"{}\"", e.getMessage());
    }
  }

  /** Prints what is due and says how long to wait for more; nothing if there is no more. */
  private Optional<Duration> printDue() {
    Optional<Duration> pause = Optional.empty();
    for (ProductMarket market : markets) {
      Optional<Duration> wait = printDue(market);
      if (wait.isPresent() && (pause.isEmpty() || wait.get().compareTo(pause.get()) < 0)) {
        pause = wait;
      }
    }
    return pause;
  }

  private Optional<Duration> printDue(ProductMarket market) {
    var now = clock.now();
    for (int i = 0; i < MOST_AT_ONCE; i++) {
      Optional<Trade> next = market.peek();
      if (next.isEmpty()) {
        return Optional.empty();
      }
      if (next.get().time().isAfter(now)) {
        Duration wait = clock.until(next.get().time());
        return Optional.of(wait.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : wait);
      }
      feed.print(market, next.get());
      market.advance();
    }
    return Optional.of(Duration.ZERO);
  }
}
