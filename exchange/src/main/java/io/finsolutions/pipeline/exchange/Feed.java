package io.finsolutions.pipeline.exchange;

import io.finsolutions.pipeline.exchange.fault.Fault;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradingPair;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** Prints trades and sends them to the clients. Everything happens on the loop's thread. */
final class Feed {
  static final String MARKET_TRADES = "market_trades";
  static final String HEARTBEATS = "heartbeats";

  /** How often the feed sends what it still has where it does not collect. */
  static final Duration SETTLE_INTERVAL = Duration.ofMillis(250);

  private static final BiConsumer<FeedConnection, FeedFrame> WHOLE = FeedConnection::send;
  private static final int MOST_TRADES_OF_A_FRAME = 500;
  private static final int MOST_TRADES_OF_AN_EVENT = 100;

  private final ExchangeSettings settings;
  private final ExchangeClock clock;
  private final ScheduledExecutorService loop;
  private final FeedConnections connections;
  private final Faults faults;
  private final Map<TradingPair, CollectedTrades> collected = new LinkedHashMap<>();

  Feed(
      ExchangeSettings settings,
      ExchangeClock clock,
      ScheduledExecutorService loop,
      FeedConnections connections,
      Faults faults,
      List<ProductMarket> markets) {
    this.settings = settings;
    this.clock = clock;
    this.loop = loop;
    this.connections = connections;
    this.faults = faults;
    for (ProductMarket market : markets) {
      collected.put(market.product(), new CollectedTrades(market.printed(), faults));
    }
  }

  /** Prints a trade and sees to it that the feed sends it. */
  void print(ProductMarket market, Trade trade) {
    Optional<Duration> late = faults.withhold(trade.tradeId());
    market.printed().append(trade);
    if (late.isPresent()) {
      loop.schedule(() -> publishLate(trade), late.get().toNanos(), TimeUnit.NANOSECONDS);
    } else if (!faults.isWithheld(trade.tradeId())) {
      publish(trade);
    }
  }

  /** Sends all that was collected. */
  void flush() {
    collected.forEach((product, trades) -> send(product, trades, trades.takeAndSettle()));
  }

  private void publishLate(Trade trade) {
    faults.release(trade.tradeId());
    if (!faults.isWithheld(trade.tradeId())) {
      publish(trade);
    }
  }

  private void publish(Trade trade) {
    CollectedTrades trades = collected.get(trade.product());
    trades.add(trade);
    if (settings.collect().isZero()) {
      send(trade.product(), trades, trades.take());
    }
  }

  private void send(TradingPair product, CollectedTrades collector, List<Trade> trades) {
    int most = settings.collect().isZero() ? 1 : MOST_TRADES_OF_A_FRAME;
    for (int first = 0; first < trades.size(); first += most) {
      sendFrame(product, collector, trades.subList(first, Math.min(first + most, trades.size())));
    }
  }

  private void sendFrame(TradingPair product, CollectedTrades collector, List<Trade> trades) {
    Instant now = clock.now();
    List<String> texts = new ArrayList<>(trades.size());
    List<String> conflicts = new ArrayList<>();
    BiConsumer<FeedConnection, FeedFrame> delivery = delivery();
    for (Trade trade : trades) {
      collector.printed().markSent(trade.tradeId(), now);
      String text = text(trade);
      texts.add(text);
      // Nobody can tell a wrong trade that comes before the right one.
      boolean comesRight = delivery == WHOLE && text.equals(FeedFrames.trade(trade));
      if (comesRight && faults.strike(Fault.ConflictingDuplicate.class).isPresent()) {
        conflicts.add(FeedFrames.trade(withPrice(trade, trade.price().add(BigDecimal.ONE))));
      }
    }
    FeedFrame frame = FeedFrames.updates(now, texts, perEvent(collector, texts.size()));
    Instant due = clock.now();
    trades.forEach(trade -> collector.printed().markSent(trade.tradeId(), due));
    boolean twice = faults.strike(Fault.Duplicate.class).isPresent();
    connections.forEachOf(
        product,
        connection -> {
          delivery.accept(connection, frame);
          if (twice) {
            connection.send(frame);
          }
          if (!conflicts.isEmpty()) {
            connection.send(FeedFrames.updates(now, conflicts, MOST_TRADES_OF_AN_EVENT));
          }
        });
  }

  private static int perEvent(CollectedTrades collector, int trades) {
    return trades > 1 && collector.splitsNextMessage() ? (trades + 1) / 2 : MOST_TRADES_OF_AN_EVENT;
  }

  private String text(Trade trade) {
    if (faults.strike(Fault.MalformedTrade.class).isPresent()) {
      return FeedFrames.malformedTrade(trade);
    }
    return faults
        .strike(Fault.FutureDated.class)
        .map(fault -> FeedFrames.trade(withTime(trade, trade.time().plus(fault.ahead()))))
        .orElseGet(() -> FeedFrames.trade(trade));
  }

  private BiConsumer<FeedConnection, FeedFrame> delivery() {
    if (faults.strike(Fault.Drop.class).isPresent()) {
      return (connection, frame) -> connection.lose();
    }
    if (faults.strike(Fault.MalformedFrame.class).isPresent()) {
      return FeedConnection::sendFirstHalf;
    }
    if (faults.strike(Fault.HoldBack.class).isPresent()) {
      return FeedConnection::holdBack;
    }
    return WHOLE;
  }

  private static Trade withPrice(Trade trade, BigDecimal price) {
    return new Trade(
        trade.product(), trade.tradeId(), trade.time(), price, trade.size(), trade.makerSide());
  }

  private static Trade withTime(Trade trade, Instant time) {
    return new Trade(
        trade.product(), trade.tradeId(), time, trade.price(), trade.size(), trade.makerSide());
  }
}
