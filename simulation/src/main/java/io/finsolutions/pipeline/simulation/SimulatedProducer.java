package io.finsolutions.pipeline.simulation;

import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradeIds;
import io.finsolutions.pipeline.market.TradeMessage;
import io.finsolutions.pipeline.producer.flow.DeadLetter;
import io.finsolutions.pipeline.producer.flow.Event;
import io.finsolutions.pipeline.producer.flow.FetchRequest;
import io.finsolutions.pipeline.producer.flow.ProducerHealth;
import io.finsolutions.pipeline.producer.flow.ProducerMetrics;
import io.finsolutions.pipeline.producer.flow.SendOutcomes;
import io.finsolutions.pipeline.producer.flow.TopicTail;
import io.finsolutions.pipeline.producer.flow.TradeFlow;
import io.finsolutions.pipeline.producer.flow.TradeLedger;
import io.finsolutions.pipeline.producer.flow.TradePublisher;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A producer: its feed, the exchange's history and Kafka's client are played, the flow is real. */
final class SimulatedProducer {
  private static final int MOST_TURNS = 1_000;
  private static final Duration HORIZON = Duration.ofHours(24);
  private static final Duration PATIENCE = Duration.ofMillis(500);
  private static final ProducerMetrics METRICS =
      new ProducerMetrics(
          new CompositeMeterRegistry(), Instant::now, new ProducerHealth(Instant::now));

  private final World world;
  private final int number;
  private boolean up;
  private TradeFlow flow;
  private Client client;
  private Feed feed;
  private Deque<Event> mailbox = new ArrayDeque<>();
  private FetchRequest asked;

  SimulatedProducer(World world, int number) {
    this.world = world;
    this.number = number;
  }

  boolean isUp() {
    return up;
  }

  /**
   * Starts with nothing but what the topic has. A process takes longer to start than what another
   * has sent takes to arrive.
   */
  void start() {
    while (world.topic.hasStrays()) {
      world.topic.settleStray(world.roll(2) == 0);
    }
    up = true;
    Duration clockError = world.clockError();
    mailbox = new ArrayDeque<>();
    asked = null;
    client = new Client();
    feed = new Feed(world, number, mailbox);
    TradeLedger ledger =
        new TradeLedger(SimulatedExchange.PRODUCT, world.roll(2) == 0 ? 1_000 : 10);
    Instant clock = world.now().plus(clockError);
    new TopicTail(new SimulatedTail(world.topic), SimulatedExchange.PRODUCT)
        .restore(ledger, clock.minus(HORIZON), clock);
    flow =
        new TradeFlow(
            ledger,
            client,
            request -> asked = request,
            () -> world.now().plus(clockError),
            world::now,
            METRICS,
            new ProducerHealth(world::now),
            HORIZON,
            PATIENCE);
    world.note(
        "producer %d starts, highest id in the topic %s, missing %s",
        number, ledger.highest(), ledger.missing());
  }

  /** What is on its way to the topic may still get there. */
  void kill() {
    world.note("producer %d is killed, %d trades on their way", number, client.onTheirWay.size());
    world.topic.stray(client.onTheirWay);
    up = false;
  }

  /** Does the next thing. */
  void act() {
    int what = world.roll(10);
    if (what < 3) {
      feed.next();
    } else if (what < 6) {
      turn();
    } else if (what < 9) {
      client.settle();
    } else {
      answer();
    }
  }

  /** Does all there is to do now. */
  void actUntilIdle() {
    for (int i = 0; i < MOST_TURNS && !isIdle(); i++) {
      if (feed.isBehind()) {
        feed.next();
      }
      turn();
      client.settle();
      answer();
    }
    turn();
  }

  private boolean isIdle() {
    return !feed.isBehind() && mailbox.isEmpty() && client.onTheirWay.isEmpty() && asked == null;
  }

  private void turn() {
    Event event = mailbox.poll();
    if (event != null) {
      flow.handle(event);
    }
    flow.endTurn();
  }

  private void answer() {
    if (asked == null || world.happens(Fault.REST_ANSWERS_LATE)) {
      return;
    }
    FetchRequest request = asked;
    asked = null;
    List<Trade> found =
        request instanceof FetchRequest.Ids hole
            ? world.exchange.withIds(hole.ids(), world.now())
            : world.exchange.between(request.from(), request.to(), world.now());
    boolean fails = world.happens(Fault.REST_FAILS);
    boolean leavesOut = world.happens(Fault.REST_LEAVES_OUT) && request instanceof FetchRequest.Ids;
    List<Trade> given = new ArrayList<>();
    for (Trade trade : found) {
      if (!(fails || leavesOut) || world.roll(2) == 0) {
        given.add(trade);
      }
    }
    world.note(
        "producer %d: the history gives %d of %d trades%s",
        number, given.size(), found.size(), fails ? " and fails" : "");
    int half = given.size() / 2;
    mailbox.add(new Event.TradesFetched(List.copyOf(given.subList(0, half))));
    mailbox.add(new Event.TradesFetched(List.copyOf(given.subList(half, given.size()))));
    if (fails) {
      mailbox.add(new Event.FetchFailed(request, "unreachable", "no answer"));
      return;
    }
    TradeIds notGiven = new TradeIds();
    if (request instanceof FetchRequest.Ids hole) {
      notGiven.addRange(hole.ids().first(), hole.ids().last());
      given.forEach(trade -> notGiven.removeRange(trade.tradeId(), trade.tradeId()));
    }
    mailbox.add(new Event.FetchAnswered(request, notGiven));
  }

  /** Kafka's client. */
  private final class Client implements TradePublisher {
    private final Deque<SimulatedTopic.Entry> onTheirWay = new ArrayDeque<>();
    private long acknowledged;
    private List<Long> failed = new ArrayList<>();

    @Override
    public void publish(TradeMessage message) {
      onTheirWay.add(SimulatedTopic.Entry.of(message, message.trade().time().toEpochMilli()));
    }

    @Override
    public void publish(DeadLetter letter) {
      world.note("producer %d refuses a trade: %s", number, letter.detail());
    }

    @Override
    public SendOutcomes takeOutcomes() {
      SendOutcomes outcomes = new SendOutcomes(acknowledged, failed, "no acknowledgement");
      acknowledged = 0;
      failed = new ArrayList<>();
      return outcomes;
    }

    /** Something comes of some of the trades on their way. */
    void settle() {
      for (int i = 1 + world.roll(12); i > 0 && !onTheirWay.isEmpty(); i--) {
        SimulatedTopic.Entry entry = onTheirWay.poll();
        long id = entry.trade().tradeId();
        if (world.happens(Fault.SEND_FAILS)) {
          world.note("producer %d: trade %d does not get into the topic", number, id);
          failed.add(id);
        } else if (world.happens(Fault.ACKNOWLEDGEMENT_LOST)) {
          world.note("producer %d: no acknowledgement of trade %d comes", number, id);
          world.topic.stray(List.of(entry));
          failed.add(id);
        } else {
          long offset = world.topic.append(entry);
          world.note("trade %d of %s is at offset %d", id, entry.trade().time(), offset);
          if (world.happens(Fault.SENT_TWICE)) {
            world.note("trade %d is there twice", id);
            world.topic.append(entry);
          }
          acknowledged++;
        }
      }
    }
  }
}
