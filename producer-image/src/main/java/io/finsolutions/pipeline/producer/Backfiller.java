package io.finsolutions.pipeline.producer;

import io.finsolutions.pipeline.coinbase.CoinbaseException;
import io.finsolutions.pipeline.coinbase.TradeHistory;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradeIds;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.producer.flow.Event;
import io.finsolutions.pipeline.producer.flow.FetchRequest;
import io.finsolutions.pipeline.producer.flow.HistoryReader;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the exchange's history, one request after the other, in a thread of its own. */
final class Backfiller implements HistoryReader, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Backfiller.class);
  private static final long STOP_BOUND_MILLIS = 2_000;

  private final TradeHistory history;
  private final TradingPair product;
  private final Mailbox mailbox;
  private final KafkaPublisher publisher;
  private final BlockingQueue<FetchRequest> requests = new ArrayBlockingQueue<>(1);
  private final Thread thread = new Thread(this::run, "backfill");

  /** Waits before each page until {@code publisher} has room, so that it never overflows. */
  Backfiller(TradeHistory history, TradingPair product, Mailbox mailbox, KafkaPublisher publisher) {
    this.history = history;
    this.product = product;
    this.mailbox = mailbox;
    this.publisher = publisher;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  @Override
  public void ask(FetchRequest request) {
    requests.add(request);
  }

  private void run() {
    try {
      while (true) {
        answer(requests.take());
      }
    } catch (InterruptedException e) {
      LOG.debug("backfill stopped");
    }
  }

  private void answer(FetchRequest request) throws InterruptedException {
    try {
      TradeIds notGiven = new TradeIds();
      if (request instanceof FetchRequest.Ids hole) {
        notGiven = history.fetch(product, hole.ids(), hole.from(), hole.to(), this::bringOrStop);
      } else {
        bring(history.fetchBetween(product, request.from(), request.to()));
      }
      mailbox.put(new Event.FetchAnswered(request, notGiven));
    } catch (CoinbaseException e) {
      mailbox.put(new Event.FetchFailed(request, kind(e), e.getMessage()));
    } catch (StoppedException e) {
      throw new InterruptedException();
    } catch (RuntimeException e) {
      LOG.error("backfill failed unexpectedly request={}", request, e);
      mailbox.put(new Event.FetchFailed(request, "unexpected", e.toString()));
    }
  }

  private void bring(List<Trade> trades) throws InterruptedException {
    publisher.awaitRoom();
    mailbox.put(new Event.TradesFetched(trades));
  }

  /** As {@link #bring}, for a caller that passes no checked exception on. */
  private void bringOrStop(List<Trade> trades) {
    try {
      bring(trades);
    } catch (InterruptedException e) {
      throw new StoppedException();
    }
  }

  /** The class of a failure in the words of metrics, for example {@code rate_limited}. */
  static String kind(CoinbaseException failure) {
    return failure
        .getClass()
        .getSimpleName()
        .replaceFirst("Exception$", "")
        .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
        .toLowerCase(Locale.ROOT);
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(STOP_BOUND_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
