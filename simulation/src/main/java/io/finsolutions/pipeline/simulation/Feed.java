package io.finsolutions.pipeline.simulation;

import io.finsolutions.pipeline.market.Origin;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.producer.flow.Event;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The live feed of one producer. Its messages are numbered: a lost one shows at the next. */
final class Feed {
  private final World world;
  private final int producer;
  private final Deque<Event> mailbox;
  private final Deque<Event> heldBack = new ArrayDeque<>();
  private boolean connected;
  private int next;
  private long lost;

  Feed(World world, int producer, Deque<Event> mailbox) {
    this.world = world;
    this.producer = producer;
    this.mailbox = mailbox;
  }

  /** The next message comes, or a heartbeat. */
  void next() {
    if (!connected) {
      connect();
      return;
    }
    if (world.happens(Fault.FEED_DISCONNECTS)) {
      world.note("producer %d: the feed is disconnected", producer);
      connected = false;
      heldBack.clear();
      mailbox.add(new Event.Disconnected("closed", Duration.ofMillis(250)));
      return;
    }
    List<Trade> trades = printedSince();
    if (!trades.isEmpty() && world.happens(Fault.FEED_LOSES)) {
      world.note("producer %d: the feed loses %s", producer, ids(trades));
      lost++;
      return;
    }
    if (lost > 0) {
      mailbox.add(new Event.MessagesLost(lost));
      lost = 0;
    }
    if (trades.isEmpty()) {
      mailbox.add(new Event.Heartbeat());
    } else {
      bring(new Event.TradesCame(trades, Origin.LIVE, world.now()), trades);
    }
    spoil();
    if (!heldBack.isEmpty() && (!world.faulty() || world.roll(3) == 0)) {
      mailbox.add(heldBack.poll());
    }
  }

  /** Whether there is something to come. */
  boolean isBehind() {
    return !connected
        || lost > 0
        || !heldBack.isEmpty()
        || next < world.exchange.printed(world.now());
  }

  private void connect() {
    connected = true;
    lost = 0;
    next = world.exchange.printed(world.now());
    mailbox.add(new Event.Subscribed());
    List<Trade> snapshot = world.exchange.snapshot(world.now());
    if (!snapshot.isEmpty()) {
      mailbox.add(new Event.TradesCame(snapshot, Origin.SNAPSHOT, world.now()));
    }
  }

  private List<Trade> printedSince() {
    List<Trade> trades = new ArrayList<>();
    int printed = world.exchange.printed(world.now());
    int most = 1 + world.roll(6);
    while (next < printed && trades.size() < most) {
      if (world.exchange.live(next)) {
        trades.add(world.exchange.trade(next));
      }
      next++;
    }
    trades.sort(Trade.EXECUTION_ORDER);
    return trades;
  }

  private void bring(Event.TradesCame message, List<Trade> trades) {
    if (world.happens(Fault.FEED_REORDERS)) {
      world.note("producer %d: the feed holds %s back", producer, ids(trades));
      heldBack.add(message);
      return;
    }
    mailbox.add(message);
    if (world.happens(Fault.FEED_REPEATS)) {
      world.note("producer %d: the feed repeats %s", producer, ids(trades));
      heldBack.add(message);
    }
  }

  /** Copies of trades come that are wrong. */
  private void spoil() {
    int printed = world.exchange.printed(world.now());
    if (printed == 0) {
      return;
    }
    Trade trade = world.exchange.trade(world.roll(printed));
    if (world.happens(Fault.FEED_CONFLICTS) && world.topic.hasTrade(trade.tradeId())) {
      world.note("producer %d: the feed gives another trade %d", producer, trade.tradeId());
      come(copy(trade, trade.time(), trade.price().add(BigDecimal.ONE)));
    }
    int ahead = Math.min(world.exchange.trades().size() - 1, printed - 1 + world.roll(3));
    Instant future = world.now().plusMillis(5_001 + world.roll(3 * 3_600_000));
    if (world.happens(Fault.FEED_FUTURE_DATES)) {
      trade = world.exchange.trade(ahead);
      world.note("producer %d: the feed dates trade %d %s", producer, trade.tradeId(), future);
      come(copy(trade, future, trade.price()));
    }
  }

  private void come(Trade trade) {
    mailbox.add(new Event.TradesCame(List.of(trade), Origin.LIVE, world.now()));
  }

  private static Trade copy(Trade trade, Instant time, BigDecimal price) {
    return new Trade(
        trade.product(), trade.tradeId(), time, price, trade.size(), trade.makerSide());
  }

  private static List<Long> ids(List<Trade> trades) {
    return trades.stream().map(Trade::tradeId).toList();
  }
}
