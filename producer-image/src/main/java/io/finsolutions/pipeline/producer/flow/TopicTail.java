package io.finsolutions.pipeline.producer.flow;

import io.finsolutions.pipeline.market.MalformedTradeException;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradeJson;
import io.finsolutions.pipeline.market.TradeMessage;
import io.finsolutions.pipeline.market.TradingPair;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the end of the trades topic into a ledger. */
public final class TopicTail {
  private static final Logger LOG = LoggerFactory.getLogger(TopicTail.class);
  // Old trades that were fetched late may stand behind the latest one, but hardly so many.
  private static final long LAST_RECORDS = 10_000;

  private final TopicRecords topic;
  private final TradingPair product;

  /** The tail of a topic; trades of other products are passed over. */
  public TopicTail(TopicRecords topic, TradingPair product) {
    this.topic = topic;
    this.product = product;
  }

  /**
   * Restores the trades from {@code horizon} on; where there are none, the one with the highest id
   * before. The ledger's start is fixed then, unless the topic is empty or begins after the horizon
   * and does not say that its first minute is whole.
   *
   * <p>A trade that is dated ahead is passed over: whoever reads the topic refuses it, so the real
   * one is missing.
   *
   * @param now the time of this machine
   */
  public void restore(TradeLedger ledger, Instant horizon, Instant now) {
    Instant latest = now.plus(TradeLedger.HISTORY_TOLERANCE);
    SortedMap<Integer, Long> starts = topic.since(horizon);
    Set<Trade> firstOfMinute = new HashSet<>();
    read(
        starts,
        latest,
        message -> {
          if (!message.trade().time().isBefore(horizon)) {
            ledger.restore(message.trade());
          }
          if (message.firstOfMinute()) {
            firstOfMinute.add(message.trade());
          }
        });
    if (ledger.highest().isEmpty()) {
      restoreHighest(ledger, latest);
    } else if (starts.values().stream().anyMatch(offset -> offset > 0)
        || firstOfMinute.contains(ledger.first())) {
      ledger.fixStart();
    }
    LOG.info(
        "topic read last_trade_id={} missing_ids={}",
        ledger.highest().orElse(0),
        ledger.missing().count());
  }

  private void restoreHighest(TradeLedger ledger, Instant latest) {
    SortedMap<Integer, Long> starts = topic.beginning();
    starts.replaceAll(
        (partition, first) -> Math.max(first, topic.end().get(partition) - LAST_RECORDS));
    AtomicReference<Trade> highest = new AtomicReference<>();
    read(
        starts,
        latest,
        message -> {
          Trade trade = message.trade();
          if (highest.get() == null || trade.tradeId() > highest.get().tradeId()) {
            highest.set(trade);
          }
        });
    if (highest.get() != null) {
      ledger.restore(highest.get());
      ledger.fixStart();
    }
  }

  private void read(SortedMap<Integer, Long> from, Instant latest, Consumer<TradeMessage> sink) {
    AtomicLong noTrades = new AtomicLong();
    topic.read(
        from,
        (timestamp, value) -> {
          try {
            TradeMessage message = TradeJson.decode(value);
            Trade trade = message.trade();
            if (trade.product().equals(product)
                && !trade.time().isAfter(latest)
                && !message.isDatedAhead(timestamp)) {
              sink.accept(message);
            }
          } catch (MalformedTradeException e) {
            if (noTrades.getAndIncrement() == 0) {
              LOG.warn("no trade in the topic detail=\"{}\"", e.getMessage());
            }
          }
        });
    if (noTrades.get() > 1) {
      LOG.warn("records without a trade in the topic count={}", noTrades);
    }
  }
}
