package io.finsolutions.pipeline.simulation;

import io.finsolutions.pipeline.market.Origin;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradeJson;
import io.finsolutions.pipeline.market.TradeMessage;
import io.finsolutions.pipeline.market.TradingPair;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * What happens for one seed: steps with faults, then none until everything is at rest. The same
 * seed and the same steps left out make the same history.
 */
final class History implements Scheduler {
  private static final Duration SCHEDULE = Duration.ofMinutes(15);
  private static final int DEEPEST = 2;

  private final World world;
  private final BitSet leftOut;
  private final BitSet calm;
  private final int steps;
  private int next;
  private int depth;
  private Instant nextRun;

  /**
   * What came of a history.
   *
   * @param steps how many steps with faults it had
   */
  record Outcome(long seed, Optional<Violation> violation, int steps, List<String> trace) {}

  private History(long seed, BitSet leftOut, BitSet calm, boolean traced) {
    this.world = new World(seed, new Trace(traced));
    this.leftOut = leftOut;
    this.calm = calm;
    this.steps = 150 + world.roll(450);
    long quarter = SCHEDULE.toSeconds();
    nextRun = Instant.ofEpochSecond((world.now().getEpochSecond() / quarter + 1) * quarter);
    world.scheduledBy(this);
  }

  /** Plays a history. */
  static Outcome play(long seed, BitSet leftOut, BitSet calm, boolean traced) {
    History history = new History(seed, leftOut, calm, traced);
    Optional<Violation> violation = history.play();
    violation.ifPresent(what -> history.world.note("VIOLATED %s", what.getMessage()));
    return new Outcome(seed, violation, history.steps, history.world.trace.lines());
  }

  static Outcome play(long seed) {
    return play(seed, new BitSet(), new BitSet(), false);
  }

  private Optional<Violation> play() {
    try {
      while (next < steps) {
        step();
      }
      world.beginStep(steps, false);
      world.note("faults end");
      comeToRest();
      world.watch.atRest();
      return Optional.empty();
    } catch (Violation e) {
      return Optional.of(e);
    } catch (RuntimeException e) {
      StackTraceElement[] at = e.getStackTrace();
      return Optional.of(
          new Violation(Invariant.NO_CRASH, e + (at.length == 0 ? "" : " at " + at[0])));
    }
  }

  private void step() {
    int number = next++;
    if (leftOut.get(number)) {
      return;
    }
    int outerStep = world.step();
    boolean outerFaulty = world.faulty();
    Random outer = world.beginStep(number, !calm.get(number));
    act();
    world.backTo(outer, outerStep, outerFaulty);
  }

  @Override
  public void interleave() {
    if (depth >= DEEPEST || next >= steps) {
      return;
    }
    depth++;
    for (int i = world.roll(4); i > 0 && next < steps; i--) {
      step();
    }
    depth--;
  }

  private void act() {
    strike();
    int what = world.roll(100);
    if (what < 22) {
      advance();
    } else if (what < 62) {
      SimulatedProducer producer = someProducer();
      if (producer.isUp()) {
        producer.act();
      } else {
        producer.start();
      }
    } else if (what < 97) {
      someDriver().act();
    } else if (world.topic.hasStrays()) {
      long offset = world.topic.settleStray(world.roll(2) == 0);
      if (offset >= 0) {
        world.note("a record that went astray is at offset %d", offset);
      }
    }
  }

  /** What goes wrong by itself. */
  private void strike() {
    if (world.happens(Fault.STORE_CRASHES)) {
      int lost = world.store.crash(world.roll(6));
      world.watch.afterCrash();
      world.note("the store crashes and loses its latest %d commits", lost);
    }
    if (world.happens(Fault.PRODUCER_KILLED)) {
      SimulatedProducer producer = someProducer();
      if (producer.isUp()) {
        producer.kill();
      }
    }
    if (world.happens(Fault.DRIVER_KILLED)) {
      SimulatedDriver driver = someDriver();
      if (driver.isUp()) {
        driver.kill();
      }
    }
    if (world.happens(Fault.STRANGE_RECORD)) {
      appendStrange();
    }
    if (depth < DEEPEST && world.happens(Fault.RUN_TWICE)) {
      run();
    }
  }

  private SimulatedProducer someProducer() {
    // The second comes when the first has begun the topic.
    boolean second =
        world.happens(Fault.TWO_PRODUCERS) && world.topic.end() > SimulatedExchange.SNAPSHOT;
    return world.producers.get(second ? world.roll(2) : 0);
  }

  private SimulatedDriver someDriver() {
    return world.drivers.get(world.happens(Fault.TWO_DRIVERS) ? world.roll(2) : 0);
  }

  private void appendStrange() {
    Trade trade = world.exchange.trade(world.roll(world.exchange.trades().size()));
    long now = world.now().toEpochMilli();
    SimulatedTopic.Entry entry =
        switch (world.roll(4)) {
          case 0 -> SimulatedTopic.Entry.strange("no trade".getBytes(StandardCharsets.UTF_8), now);
          case 1 -> strange(copy(TradingPair.parse("ETH-USD"), trade, world.now()), now);
          case 2 -> {
            // Later than its record, by so much that its time comes in this history, or not.
            int minutes = 3 + world.roll(2 * 24 * 60);
            Instant ahead = world.now().plus(Duration.ofMinutes(minutes));
            yield strange(copy(SimulatedExchange.PRODUCT, trade, ahead), now);
          }
          default -> another(trade);
        };
    long offset = world.topic.append(entry);
    world.note(
        "a strange record is at offset %d: %s",
        offset, entry.trade() == null ? "it counts nowhere" : entry.trade());
  }

  private static SimulatedTopic.Entry strange(Trade trade, long now) {
    return SimulatedTopic.Entry.strange(
        TradeJson.encode(new TradeMessage(trade, Origin.LIVE)), now);
  }

  /** Another trade with the id of one that is in the topic, of some other time. */
  private SimulatedTopic.Entry another(Trade trade) {
    if (!world.topic.hasTrade(trade.tradeId())) {
      return SimulatedTopic.Entry.strange(new byte[0], world.now().toEpochMilli());
    }
    Instant time = world.now().plusMillis(world.roll(4 * 3_600_000) - 3 * 3_600_000L);
    return SimulatedTopic.Entry.of(
        new TradeMessage(copy(SimulatedExchange.PRODUCT, trade, time), Origin.LIVE),
        time.toEpochMilli());
  }

  private static Trade copy(TradingPair product, Trade trade, Instant time) {
    return new Trade(
        product,
        trade.tradeId(),
        time,
        trade.price().add(BigDecimal.ONE),
        trade.size(),
        trade.makerSide());
  }

  private void advance() {
    int kind = world.roll(100);
    long millis;
    if (depth > 0 || kind < 45) {
      millis = world.roll(1_500);
    } else if (kind < 80) {
      millis = world.roll(25_000);
    } else if (kind < 95) {
      millis = world.roll(120_000);
    } else {
      millis = world.roll(600_000);
    }
    if (world.happens(Fault.PAUSE) && depth == 0) {
      millis = world.roll(4 * 3_600_000);
    }
    advance(Duration.ofMillis(millis));
  }

  /** Lets time pass, with the runs that are due in it. */
  private void advance(Duration time) {
    if (depth > 0) {
      world.advance(time);
      return;
    }
    Instant until = world.now().plus(time);
    while (!nextRun.isAfter(until)) {
      world.advance(Duration.between(world.now(), nextRun));
      world.watch.afterAdvance();
      nextRun = nextRun.plus(SCHEDULE);
      world.watch.afterScheduledRun(run());
      while (!nextRun.isAfter(world.now())) {
        nextRun = nextRun.plus(SCHEDULE);
      }
    }
    if (until.isAfter(world.now())) {
      world.advance(Duration.between(world.now(), until));
    }
    world.watch.afterAdvance();
  }

  private boolean run() {
    depth++;
    try {
      return world.batch.run();
    } finally {
      depth--;
    }
  }

  private void comeToRest() {
    while (world.topic.hasStrays()) {
      world.topic.settleStray(world.roll(2) == 0);
    }
    world.producers.stream()
        .filter(SimulatedProducer::isUp)
        .skip(1)
        .forEach(SimulatedProducer::kill);
    world.drivers.stream().skip(1).filter(SimulatedDriver::isUp).forEach(SimulatedDriver::kill);
    Instant end = world.exchange.quietFrom();
    end = (end.isAfter(world.now()) ? end : world.now()).plus(Duration.ofMinutes(60));
    while (world.now().isBefore(end)) {
      settle();
      int seconds = 1 + world.roll(240);
      advance(Duration.ofSeconds(seconds));
    }
    settle();
  }

  private void settle() {
    SimulatedProducer producer =
        world.producers.stream()
            .filter(SimulatedProducer::isUp)
            .findFirst()
            .orElse(world.producers.get(0));
    if (!producer.isUp()) {
      producer.start();
    }
    producer.actUntilIdle();
    SimulatedDriver driver = world.drivers.get(0);
    for (int i = 0; i < 10_000 && !driver.isAtEnd(); i++) {
      driver.act();
    }
  }
}
