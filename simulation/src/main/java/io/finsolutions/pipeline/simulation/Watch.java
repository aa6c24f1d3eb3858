package io.finsolutions.pipeline.simulation;

import io.finsolutions.pipeline.batch.engine.Hole;
import io.finsolutions.pipeline.batch.engine.RunResult;
import io.finsolutions.pipeline.batch.engine.TimeRange;
import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.market.BarFold;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradeIds;
import io.finsolutions.pipeline.signals.Signal;
import io.finsolutions.pipeline.streaming.engine.Fence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Sees to it that what must hold holds, step by step and at the end. */
final class Watch {
  private static final Duration LONGEST_PROVISIONAL = Duration.ofMinutes(30);

  private static final Duration DISORDER = Duration.ofSeconds(1);

  private final World world;
  private long generation;
  private long fence;
  private long rejectsChecked;
  private boolean punctual;
  private final Map<Instant, Instant> seenSince = new HashMap<>();

  Watch(World world) {
    this.world = world;
  }

  /** A crash may take the fence back, with the rows. */
  void afterCrash() {
    generation = 0;
    fence = 0;
    rejectsChecked = 0;
  }

  /** The speed layer has committed. */
  void afterCommit() {
    Fence now = world.store.fence();
    require(
        Invariant.FENCE_FORWARD,
        now.generation() > generation || now.nextOffset() >= fence,
        "it went from offset %d to %d",
        fence,
        now.nextOffset());
    generation = now.generation();
    fence = now.nextOffset();
    for (; rejectsChecked < fence; rejectsChecked++) {
      require(
          Invariant.REJECTS_KEPT,
          world.topic.at(rejectsChecked).trade() != null || world.deadLetters.has(rejectsChecked),
          "the record at offset %d is nowhere",
          rejectsChecked);
    }
    checkCounts(now.nextOffset());
  }

  /** The numbers of trades only: quick enough for every commit. */
  private void checkCounts(long end) {
    Map<Instant, Bar> provisional = world.store.provisional();
    provisional.keySet().forEach(start -> seenSince.putIfAbsent(start, world.now()));
    Set<Long> ids = new HashSet<>();
    Map<Instant, long[]> counts = new HashMap<>();
    Instant handover = handover();
    for (SimulatedTopic.Entry entry : world.topic.upTo(end)) {
      Trade trade = entry.trade();
      if (trade != null && ids.add(trade.tradeId()) && !trade.time().isBefore(handover)) {
        // A trade whose id was forgotten is left to the batch layer.
        boolean left = world.store.late().contains(trade.tradeId());
        long[] count =
            counts.computeIfAbsent(BarWidth.SECOND.startOf(trade.time()), absent -> new long[2]);
        count[0] += left ? 0 : 1;
        count[1]++;
      }
    }
    counts.forEach(
        (start, count) -> {
          Bar bar = provisional.get(start);
          long found = bar == null ? 0 : bar.trades();
          require(
              Invariant.PROVISIONAL_ROWS_EXACT,
              count[0] <= found && found <= count[1],
              "the row of %s has %d trades, not %d",
              start,
              found,
              count[1]);
        });
    provisional
        .keySet()
        .forEach(
            start ->
                require(
                    Invariant.PROVISIONAL_ROWS_EXACT,
                    counts.containsKey(start),
                    "a row of %s, where no trade is",
                    start));
  }

  /** The figures too. */
  void checkProvisional() {
    checkCounts(world.store.fence().nextOffset());
    if (world.store.late().isEmpty()) {
      String difference =
          OracleBar.difference(
              OracleBar.of(
                  Expected.of(world.topic.upTo(world.store.fence().nextOffset())).from(handover()),
                  1),
              new TreeMap<>(world.store.provisional()));
      require(Invariant.PROVISIONAL_ROWS_EXACT, difference == null, "%s", difference);
    }
  }

  private Instant handover() {
    return world.store.finals().handover.at().orElse(Instant.EPOCH);
  }

  /** A batch run has put its result in place. */
  void afterSwap(FinalState before, RunResult result, Instant runClock) {
    FinalState after = world.store.finals();
    Instant was = before.handover.at().orElse(Instant.EPOCH);
    Instant is = after.handover.at().orElse(Instant.EPOCH);
    require(Invariant.HANDOVER_FORWARD, !is.isBefore(was), "it went from %s to %s", was, is);
    long end = after.handover.endOffsets().getOrDefault(SimulatedTopic.PARTITION, 0L);
    Expected expected = Expected.of(world.topic.upTo(end));
    checkRows(after, expected, is);
    checkArchive(expected, is);
    checkSignals(after, is);
    List<Expected.Gap> gaps = expected.gapsBefore(is);
    checkMissing(after, gaps, expected);
    checkComplete(after, gaps, expected);
    checkPatience(before, after, expected, runClock);
    checkSteady(before, after, result, was);
    checkProvisional();
  }

  private void checkRows(FinalState state, Expected expected, Instant end) {
    for (BarWidth width : BarWidth.STORED) {
      Instant until = width.startOf(end);
      Map<Instant, Bar> found = new TreeMap<>();
      state.rows.get(width).headMap(until).forEach((start, row) -> found.put(start, row.bar()));
      Instant last = state.rows.get(width).isEmpty() ? until : state.rows.get(width).lastKey();
      require(
          Invariant.FINAL_ROWS_EXACT,
          last.isBefore(until) || last.equals(until) && state.rows.get(width).isEmpty(),
          "a final %s of %s behind the hand-over",
          width,
          last);
      String difference =
          OracleBar.difference(
              OracleBar.of(expected.before(until), width.duration().toSeconds()), found);
      require(Invariant.FINAL_ROWS_EXACT, difference == null, "%s: %s", width, difference);
    }
  }

  private void checkArchive(Expected expected, Instant end) {
    List<Trade> found = world.archive.before(end);
    List<Trade> counted = expected.before(end).stream().sorted(Trade.EXECUTION_ORDER).toList();
    require(
        Invariant.ARCHIVE_EXACT,
        found.equals(counted),
        "it has %d trades, not %d, or others",
        found.size(),
        counted.size());
  }

  /** All of them, judged anew by all final rows; seconds are not judged. */
  private void checkSignals(FinalState state, Instant end) {
    for (BarWidth width : BarWidth.values()) {
      BarFold bars = new BarFold(width);
      if (width != BarWidth.SECOND) {
        state.rows.get(width.stored()).headMap(width.startOf(end)).values().stream()
            .map(FinalRow::bar)
            .forEach(bars::add);
      }
      List<Signal> expected = SimulatedBatch.STRATEGY.judgeFrom(0, bars.bars());
      List<Signal> found = List.copyOf(state.signals.get(width).values());
      require(
          Invariant.SIGNALS_EXACT,
          found.equals(expected),
          "by bars of %s they are %s, not %s",
          width.label(),
          found,
          expected);
    }
  }

  private void checkMissing(FinalState state, List<Expected.Gap> gaps, Expected given) {
    TreeSet<Long> expected = new TreeSet<>();
    gaps.forEach(gap -> add(expected, gap.first(), gap.last()));
    TreeSet<Long> found = new TreeSet<>();
    state.missing.forEach(hole -> add(found, hole.ids().first(), hole.ids().last()));
    require(
        Invariant.MISSING_IDS_EXACT,
        found.containsAll(expected) && found.stream().noneMatch(given::has),
        "they are %s, not %s",
        found,
        expected);
  }

  private static void add(Set<Long> ids, long first, long last) {
    for (long id = first; id <= last; id++) {
      ids.add(id);
    }
  }

  private void checkComplete(FinalState state, List<Expected.Gap> gaps, Expected inTopic) {
    Instant covered = inTopic.coveredFrom();
    List<Trade> unknown = unknown(inTopic);
    for (BarWidth width : BarWidth.STORED) {
      for (FinalRow row : state.rows.get(width).values()) {
        Instant from = row.bar().start();
        Instant to = row.bar().end();
        require(
            Invariant.COMPLETENESS_EXACT,
            row.complete()
                ? !from.isBefore(covered) && gaps.stream().noneMatch(gap -> gap.touches(from, to))
                : from.isBefore(inTopic.surelyCoveredFrom())
                    || state.missing.stream().anyMatch(hole -> hole.touches(from, to)),
            "the %s of %s says complete=%s",
            width,
            from,
            row.complete());
        require(
            Invariant.COMPLETENESS_EXACT,
            !row.complete()
                || unknown.stream()
                    .noneMatch(t -> !t.time().isBefore(from) && t.time().isBefore(to)),
            "the %s of %s says it is complete, and the topic lacks a trade of it",
            width,
            from);
      }
    }
  }

  /**
   * The trades that the topic lacks. What is lost behind the last trade shows with the next one
   * only; what the history did not have when it was asked for the first minute, never.
   */
  private List<Trade> unknown(Expected inTopic) {
    List<Trade> unknown = new ArrayList<>();
    for (int i = 0; i < world.exchange.trades().size(); i++) {
      long id = world.exchange.trade(i).tradeId();
      if (!inTopic.has(id)
          && id < inTopic.highest()
          && (id > inTopic.lowest().getKey() || world.exchange.live(i))) {
        unknown.add(world.exchange.trade(i));
      }
    }
    return unknown;
  }

  private void checkPatience(
      FinalState before, FinalState after, Expected expected, Instant runClock) {
    if (after.handover.at().equals(before.handover.at())) {
      return;
    }
    Instant is = after.handover.at().orElseThrow();
    Instant settled = runClock.minus(SimulatedBatch.PATIENCE.settle());
    Instant givenUp = runClock.minus(SimulatedBatch.PATIENCE.giveUp());
    require(Invariant.HANDOVER_PATIENT, !is.isAfter(settled), "%s has not settled", is);
    require(
        Invariant.HANDOVER_PATIENT,
        !is.isAfter(givenUp) || !is.isAfter(expected.latest()),
        "no later trade vouches for %s",
        is);
    Instant was = before.handover.at().orElse(Instant.EPOCH);
    for (Hole hole : after.missing) {
      // A hole before the earlier hand-over is what a late trade laid open: it cannot hold back.
      require(
          Invariant.HANDOVER_PATIENT,
          before.missing.contains(hole)
              || hole.after().isBefore(was)
              || !hole.after().isAfter(givenUp),
          "the hole %s after %s is given up early",
          hole.ids(),
          hole.after());
    }
  }

  private void checkSteady(FinalState before, FinalState after, RunResult result, Instant was) {
    Set<Instant> starts = new TreeSet<>(before.rows.get(BarWidth.SECOND).keySet());
    starts.addAll(after.rows.get(BarWidth.SECOND).headMap(was).keySet());
    for (Instant start : starts) {
      boolean changed =
          !Objects.equals(
              before.rows.get(BarWidth.SECOND).get(start),
              after.rows.get(BarWidth.SECOND).get(start));
      require(
          Invariant.FINAL_ROWS_STEADY,
          !changed || result.foldedAgain().stream().anyMatch(range -> range.contains(start)),
          "the row of %s changed, and its hour was not dirty",
          start);
    }
    if (result.foldedAgain().isEmpty()) {
      return;
    }
    Set<Instant> dirty = dirtyHours(before, after, was);
    for (TimeRange range : result.foldedAgain()) {
      for (Instant hour = range.from();
          hour.isBefore(range.to());
          hour = hour.plus(BarWidth.HOUR.duration())) {
        require(
            Invariant.FINAL_ROWS_STEADY,
            dirty.contains(hour),
            "the hour of %s was folded again, and nothing of it had changed",
            hour);
      }
    }
  }

  /** The hours of trades that came since the last run, and of holes that came or went. */
  private Set<Instant> dirtyHours(FinalState before, FinalState after, Instant was) {
    Set<Instant> dirty = new TreeSet<>();
    long from = before.handover.endOffsets().getOrDefault(SimulatedTopic.PARTITION, 0L);
    long to = after.handover.endOffsets().getOrDefault(SimulatedTopic.PARTITION, 0L);
    for (long offset = from; offset < to; offset++) {
      Trade trade = world.topic.at(offset).trade();
      if (trade != null && trade.time().isBefore(was)) {
        dirty.add(BarWidth.HOUR.startOf(trade.time()));
      }
    }
    if (!before.handover.coveredFrom().equals(after.handover.coveredFrom())
        && !before.rows.get(BarWidth.SECOND).isEmpty()) {
      Instant first = before.rows.get(BarWidth.SECOND).firstKey();
      Instant end = before.handover.coveredFrom().orElse(first);
      dirty.add(BarWidth.HOUR.startOf(first));
      for (Instant hour = BarWidth.HOUR.startOf(first);
          hour.isBefore(end);
          hour = hour.plus(BarWidth.HOUR.duration())) {
        dirty.add(hour);
      }
    }
    Set<Hole> holes = new HashSet<>(before.missing);
    holes.addAll(after.missing);
    for (Hole hole : holes) {
      if (!before.missing.contains(hole) || !after.missing.contains(hole)) {
        for (Instant hour = BarWidth.HOUR.startOf(hole.after().minus(DISORDER));
            !hour.isAfter(hole.before().plus(DISORDER));
            hour = hour.plus(BarWidth.HOUR.duration())) {
          dirty.add(hour);
        }
      }
    }
    return dirty;
  }

  /** A run of the schedule has ended. */
  void afterScheduledRun(boolean good) {
    punctual = good;
  }

  /** Time has passed. */
  void afterAdvance() {
    if (!punctual || world.store.provisional().isEmpty()) {
      return;
    }
    for (Instant start : world.store.provisional().keySet()) {
      Instant since = seenSince.getOrDefault(start, world.now());
      require(
          Invariant.FRESH,
          Duration.between(since, world.now()).compareTo(LONGEST_PROVISIONAL) <= 0,
          "the row of %s is since %s",
          start,
          since);
    }
  }

  /** Faults have ended long ago. */
  void atRest() {
    Expected inTopic = Expected.of(world.topic.upTo(world.topic.end()));
    if (inTopic.lowest() == null) {
      throw new Violation(Invariant.NO_TRADE_LOST, "the topic is empty");
    }
    long lowest = inTopic.lowest().getKey();
    Instant firstMinute = BarWidth.MINUTE.startOf(inTopic.lowest().getValue().time());
    TreeMap<Long, Trade> truth = new TreeMap<>();
    for (int i = 0; i < world.exchange.trades().size(); i++) {
      Trade trade = world.exchange.trade(i);
      if (trade.tradeId() >= lowest
          || world.exchange.live(i) && !trade.time().isBefore(firstMinute)) {
        truth.put(trade.tradeId(), trade);
        require(
            Invariant.NO_TRADE_LOST, inTopic.has(trade.tradeId()), "%s is not in the topic", trade);
      }
    }
    FinalState state = world.store.finals();
    Instant end = handover();
    Instant latest =
        world.exchange.trades().stream().map(Trade::time).max(Instant::compareTo).get();
    require(Invariant.COMES_TO_REST, end.isAfter(latest), "%s is not final, but %s", latest, end);
    Expected expected = Expected.ofTrades(truth.values());
    checkRows(state, expected, end);
    TreeSet<Long> skipped = new TreeSet<>();
    TradeIds never = world.exchange.neverGiven();
    never.ranges().forEach(range -> add(skipped, range.first(), range.last()));
    TreeSet<Long> found = new TreeSet<>();
    state.missing.forEach(hole -> add(found, hole.ids().first(), hole.ids().last()));
    require(
        Invariant.MISSING_IDS_EXACT,
        found.equals(skipped.tailSet(lowest)),
        "they are %s in the end, not %s",
        found,
        skipped);
    checkComplete(state, expected.gapsBefore(end), inTopic);
    require(
        Invariant.COMPLETENESS_EXACT,
        !inTopic.surelyCoveredFrom().isAfter(firstMinute),
        "the minute of %s is not said to be whole",
        firstMinute);
    require(
        Invariant.PROVISIONAL_ROWS_EXACT,
        world.store.fence().nextOffset() == world.topic.end(),
        "the rows reflect offsets below %d, and the topic has %d",
        world.store.fence().nextOffset(),
        world.topic.end());
    checkProvisional();
  }

  private static void require(Invariant invariant, boolean holds, String form, Object... values) {
    if (!holds) {
      throw new Violation(invariant, form.formatted(values));
    }
  }
}
