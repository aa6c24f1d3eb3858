package io.finsolutions.pipeline.batch;

import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.market.BarFold;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.IdRange;
import io.finsolutions.pipeline.market.TradeIds;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.service.FailedException;
import io.finsolutions.pipeline.store.DatabaseSettings;
import io.finsolutions.pipeline.topic.TopicOffsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The batch layer of a product: runs that read the trades topic and make rows final.
 *
 * <p>A scheduled run looks at every record since the run before. Those of later than the hand-over
 * may become final; those of before it came late, and their hours are folded again, whole.
 */
final class BatchLayer {
  private static final Logger LOG = LoggerFactory.getLogger(BatchLayer.class);

  /** Trades from a little before the hand-over show which ids around it exist. */
  private static final Duration READ_BEFORE_HANDOVER = Duration.ofMinutes(1);

  /**
   * A trade dated further ahead than this is none. The speed layer has kept it as a dead letter.
   */
  private static final Duration FUTURE_TOLERANCE = Duration.ofMinutes(2);

  private final SparkSession spark;
  private final TradingPair product;
  private final DatabaseSettings database;
  private final String bootstrapServers;
  private final String tradesTopic;
  private final Patience patience;
  private final Candles candles;
  private final Clock clock;

  BatchLayer(SparkSession spark, BatchSettings settings, Candles candles, Clock clock) {
    this.spark = spark;
    this.product = settings.tradingPair();
    this.database = settings.database();
    this.bootstrapServers = settings.bootstrapServers();
    this.tradesTopic = settings.tradesTopic();
    this.patience = settings.patience();
    this.candles = candles;
    this.clock = clock;
  }

  /**
   * Makes final what can be, and folds again what has changed.
   *
   * @throws FailedException if another run is under way
   */
  void runScheduled() throws SQLException, InterruptedException {
    run(RunKind.SCHEDULED, this::scheduled);
  }

  /**
   * Folds a range again from the topic, as far as it is final. Whole hours are folded.
   *
   * @throws FailedException if another run is under way, nothing of the range is final, or the
   *     topic does not reach back so far
   */
  void recompute(TimeRange range) throws SQLException, InterruptedException {
    run(RunKind.RECOMPUTE, (connection, log, before) -> again(connection, log, before, range));
  }

  private interface Work {
    RunResult find(Connection connection, TradeLog log, Handover before)
        throws SQLException, InterruptedException;
  }

  private void run(RunKind kind, Work work) throws SQLException, InterruptedException {
    long started = System.nanoTime();
    try (Connection connection = database.connectPatiently("batch " + product)) {
      RunLedger ledger = new RunLedger(connection, product);
      ledger.lock();
      long runId = ledger.begin(kind);
      try {
        Handover before = ledger.handover();
        TopicOffsets offsets = TopicOffsets.of(bootstrapServers, tradesTopic);
        TradeLog log = new TradeLog(spark, bootstrapServers, offsets, product);
        RunResult result = work.find(connection, log, before);
        long rows = new Swap(connection, product, runId).apply(result, before);
        report(runId, result, rows, Duration.ofNanos(System.nanoTime() - started));
      } catch (SQLException | RuntimeException e) {
        ledger.fail(runId, String.valueOf(e.getMessage()));
        throw e;
      } finally {
        ledger.unlock();
      }
    }
  }

  private RunResult scheduled(Connection connection, TradeLog log, Handover before)
      throws SQLException, InterruptedException {
    Instant now = clock.instant();
    Optional<Instant> handover = before.at();
    SortedMap<Integer, Long> from = earlier(before.endOffsets(), log, handover);
    JavaRDD<LocatedTrade> located = log.read(from, now.plus(FUTURE_TOLERANCE));
    try (DistinctTrades trades = DistinctTrades.of(located, parallelism())) {
      TradeIds known = trades.ids();
      before.lastTradeId().ifPresent(known::add);
      Optional<Instant> start = handover.or(() -> trades.earliest().map(BarWidth.MINUTE::startOf));
      if (start.isEmpty()) {
        return nothing(before, log);
      }
      List<Hole> holes = trades.holes(known, start.get());
      Optional<TimeRange> range =
          Coverage.of(start.get(), trades.latest(), holesAfter(before, holes), patience, now);
      Instant finalUntil = range.map(TimeRange::to).orElse(start.get());
      List<TimeRange> dirty =
          handover.isEmpty()
              ? List.of()
              : dirtyHours(connection, log, before, trades, known, handover.get());
      List<Bar> newSeconds = range.isEmpty() ? List.of() : trades.seconds(List.of(range.get()));
      List<Bar> seconds = new ArrayList<>();
      List<Hole> finalHoles = new ArrayList<>(touching(holes, finalUntil));
      long duplicates = trades.records() - trades.count();
      TradeIds read = trades.ids();
      if (!dirty.isEmpty()) {
        try (DistinctTrades again = since(log, dirty.get(0).from(), now)) {
          seconds.addAll(again.seconds(dirty));
          finalHoles = new ArrayList<>(touching(again.holes(again.ids(), start.get()), finalUntil));
          read.addAll(again.ids());
        }
      }
      seconds.addAll(newSeconds);
      Handover after =
          new Handover(
              range.map(TimeRange::to).or(() -> handover),
              highest(before.lastTradeId(), trades.highestIdBefore(finalUntil)),
              log.end());
      return new RunResult(
          range,
          dirty,
          seconds,
          span(read),
          finalHoles,
          seconds.stream().mapToLong(Bar::trades).sum(),
          duplicates,
          after,
          range.isEmpty() ? List.of() : differencesWithSpeed(connection, range.get(), newSeconds),
          range.isEmpty() ? Optional.empty() : differencesWithCandles(range.get(), newSeconds));
    }
  }

  private RunResult again(Connection connection, TradeLog log, Handover before, TimeRange asked) {
    Instant handover =
        before
            .at()
            .orElseThrow(() -> new FailedException("nothing of " + product + " is final yet"));
    Instant from = BarWidth.HOUR.startOf(asked.from());
    Instant to = BarWidth.HOUR.startOf(asked.to().minusNanos(1)).plus(BarWidth.HOUR.duration());
    Instant end = to.isBefore(handover) ? to : handover;
    if (!from.isBefore(end)) {
      throw new FailedException(
          "nothing of " + asked + " is final: " + product + " is final up to " + handover);
    }
    TimeRange range = new TimeRange(from, end);
    requireReach(log, from);
    try (DistinctTrades trades = since(log, from, clock.instant())) {
      List<Bar> seconds = trades.seconds(List.of(range));
      return new RunResult(
          Optional.empty(),
          List.of(range),
          seconds,
          span(trades.ids()),
          touching(trades.holes(trades.ids(), from), handover),
          seconds.stream().mapToLong(Bar::trades).sum(),
          trades.records() - trades.count(),
          before,
          List.of(),
          Optional.empty());
    }
  }

  /** Hours before the hand-over that a record since the run before belongs to. */
  private List<TimeRange> dirtyHours(
      Connection connection,
      TradeLog log,
      Handover before,
      DistinctTrades trades,
      TradeIds known,
      Instant handover)
      throws SQLException {
    List<Instant> times = new ArrayList<>(trades.hoursBefore(handover, before.endOffsets()));
    // A hole that was filled in part may have cast doubt on the hours on both of its sides.
    for (Hole hole : new MissingIdsTable(connection, product).read()) {
      TradeIds stillMissing = known.missingWithin(hole.ids().first(), hole.ids().last());
      if (stillMissing.count() < hole.ids().count()) {
        times.add(hole.after());
        times.add(hole.before());
      }
    }
    List<TimeRange> ranges = new ArrayList<>();
    for (TimeRange range : DirtyHours.ranges(times, handover)) {
      if (reaches(log, range.from())) {
        ranges.add(range);
      } else {
        LOG.warn(
            "late trade cannot be counted range={} reason=the topic does not reach back so far",
            range);
      }
    }
    return ranges;
  }

  private DistinctTrades since(TradeLog log, Instant from, Instant now) {
    return DistinctTrades.of(log.read(log.since(from), now.plus(FUTURE_TOLERANCE)), parallelism());
  }

  /** Offsets from which on there is everything that no run has seen, or that may become final. */
  private static SortedMap<Integer, Long> earlier(
      SortedMap<Integer, Long> unseen, TradeLog log, Optional<Instant> handover) {
    if (handover.isEmpty()) {
      return log.beginning();
    }
    SortedMap<Integer, Long> offsets = log.since(handover.get().minus(READ_BEFORE_HANDOVER));
    offsets.replaceAll((partition, offset) -> Math.min(offset, unseen.getOrDefault(partition, 0L)));
    return offsets;
  }

  // Retention removes the oldest records of a topic. Where it has removed any, only what is younger
  // than the first one left is known to be whole.
  private static boolean reaches(TradeLog log, Instant time) {
    SortedMap<Integer, Long> since = log.since(time);
    return log.beginning().entrySet().stream()
        .allMatch(first -> first.getValue() == 0 || since.get(first.getKey()) > first.getValue());
  }

  private void requireReach(TradeLog log, Instant from) {
    if (!reaches(log, from)) {
      throw new FailedException(
          "the topic %s does not reach back to %s any more".formatted(tradesTopic, from));
    }
  }

  private static List<Hole> holesAfter(Handover before, List<Hole> holes) {
    long lastTradeId = before.lastTradeId().orElse(Long.MIN_VALUE);
    return holes.stream().filter(hole -> hole.ids().first() > lastTradeId).toList();
  }

  private static List<Hole> touching(List<Hole> holes, Instant finalUntil) {
    return holes.stream().filter(hole -> hole.after().isBefore(finalUntil)).toList();
  }

  private static Optional<IdRange> span(TradeIds ids) {
    return ids.isEmpty()
        ? Optional.empty()
        : Optional.of(new IdRange(ids.first().orElseThrow(), ids.last().orElseThrow()));
  }

  private static Optional<Long> highest(Optional<Long> one, Optional<Long> other) {
    return one.isPresent() && other.isPresent()
        ? Optional.of(Math.max(one.get(), other.get()))
        : one.or(() -> other);
  }

  private static RunResult nothing(Handover before, TradeLog log) {
    return new RunResult(
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty(),
        List.of(),
        0,
        0,
        new Handover(before.at(), before.lastTradeId(), log.end()),
        List.of(),
        Optional.empty());
  }

  private List<Difference> differencesWithSpeed(
      Connection connection, TimeRange range, List<Bar> seconds) throws SQLException {
    return Comparison.withSpeed(seconds, BarTable.ofSpeed(connection, product).read(range));
  }

  private Optional<List<Difference>> differencesWithCandles(TimeRange range, List<Bar> seconds)
      throws InterruptedException {
    BarFold minutes = new BarFold(BarWidth.MINUTE);
    seconds.forEach(minutes::add);
    return candles
        .minutes(range)
        .map(exchangeMinutes -> Comparison.withCandles(minutes.bars(), exchangeMinutes));
  }

  private int parallelism() {
    return spark.sparkContext().defaultParallelism();
  }

  private void report(long runId, RunResult result, long rows, Duration took) {
    LOG.info(
        "run done run_id={} final_until={} range={} dirty={} trades={} duplicates={} rows={}"
            + " missing={} speed_differences={} candle_differences={} seconds={}",
        runId,
        result.handover().at().map(Instant::toString).orElse("-"),
        result.newRange().map(TimeRange::toString).orElse("-"),
        result.foldedAgain().size(),
        result.trades(),
        result.duplicates(),
        rows,
        result.holes().stream().mapToLong(hole -> hole.ids().count()).sum(),
        result.speedDifferences().size(),
        result.candleDifferences().map(list -> Integer.toString(list.size())).orElse("-"),
        "%.1f".formatted(took.toMillis() / 1_000.0));
    result.holes().stream()
        .limit(10)
        .forEach(hole -> LOG.warn("trades missing ids={} after={}", hole.ids(), hole.after()));
  }
}
