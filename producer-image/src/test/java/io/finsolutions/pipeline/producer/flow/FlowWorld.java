package io.finsolutions.pipeline.producer.flow;

import io.finsolutions.pipeline.market.Origin;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradeIds;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A flow between a topic in memory and an exchange of which all trades are known. */
final class FlowWorld {
  static final Duration HORIZON = Duration.ofHours(24);
  static final Duration PATIENCE = Duration.ofMillis(500);

  final ManualClock clock;
  final FakePublisher publisher = new FakePublisher();
  final List<FetchRequest> requests = new ArrayList<>();
  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  final TradeLedger ledger = new TradeLedger(Trades.PRODUCT, 1_000);
  final TradeFlow flow;
  private final List<Trade> printed;
  private Optional<FetchRequest> asked = Optional.empty();

  /** How many requests fail before the history answers. */
  int failures;

  /** Ids that the history does not give. */
  TradeIds hidden = new TradeIds();

  FlowWorld(List<Trade> printed, Instant now) {
    this.printed = printed;
    this.clock = new ManualClock(now);
    ProducerHealth health = new ProducerHealth(clock);
    this.flow =
        new TradeFlow(
            ledger,
            publisher,
            request -> {
              requests.add(request);
              asked = Optional.of(request);
            },
            clock,
            clock,
            new ProducerMetrics(registry, clock, health),
            health,
            HORIZON,
            PATIENCE);
  }

  void handle(Event event) {
    flow.handle(event);
    flow.endTurn();
  }

  void come(Origin origin, List<Trade> trades) {
    handle(new Event.TradesCame(trades, origin, clock.instant()));
  }

  /** Lets time pass, in which the history answers what it is asked. */
  void pass(Duration time) {
    Instant end = clock.instant().plus(time);
    while (clock.instant().isBefore(end)) {
      clock.advanceMillis(200);
      flow.endTurn();
      asked.ifPresent(this::answer);
    }
  }

  private void answer(FetchRequest request) {
    asked = Optional.empty();
    if (failures > 0) {
      failures--;
      handle(new Event.FetchFailed(request, "unreachable", "no answer"));
      return;
    }
    TradeIds notGiven = new TradeIds();
    if (request instanceof FetchRequest.Ids hole) {
      notGiven.addRange(hole.ids().first(), hole.ids().last());
    }
    List<Trade> page =
        printed.stream()
            .filter(trade -> wants(request, trade) && !hidden.contains(trade.tradeId()))
            .toList();
    page.forEach(trade -> notGiven.removeRange(trade.tradeId(), trade.tradeId()));
    handle(new Event.TradesFetched(page));
    handle(new Event.FetchAnswered(request, notGiven));
  }

  private static boolean wants(FetchRequest request, Trade trade) {
    boolean inTime = !trade.time().isBefore(request.from()) && trade.time().isBefore(request.to());
    return inTime
        && (!(request instanceof FetchRequest.Ids hole)
            || hole.ids().first() <= trade.tradeId() && trade.tradeId() <= hole.ids().last());
  }

  double metric(String name) {
    return registry.get("pipeline.producer." + name).gauge().value();
  }

  double count(String name) {
    return registry.get("pipeline.producer." + name).counter().count();
  }
}
