package io.finsolutions.pipeline.batch.engine;

import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.market.BarFold;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.TradeIds;
import io.finsolutions.pipeline.market.TradingPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes final what can be, and folds again what has changed.
 *
 * <p>It looks at every record that no run has seen, and at all trades from the hand-over on. Those
 * may become final; those of before it came late, and their hours are folded again, whole.
 *
 * @param now the present time
 */
record ScheduledRun(TradingPair product, Patience patience, Candles candles, Instant now)
    implements Run {
  private static final Logger LOG = LoggerFactory.getLogger(ScheduledRun.class);

  /** As many seconds with a trade as fit into memory; a day has fewer. */
  private static final long MAX_NEW_SECONDS = 100_000;

  @Override
  public RunKind kind() {
    return RunKind.SCHEDULED;
  }

  @Override
  public RunResult find(FinalStore store, TradeLog log, Handover before)
      throws StoreException, InterruptedException {
    List<Hole> missing = store.missingIds();
    Survey survey = survey(log, before, missing);
    Optional<Instant> start = before.at().or(() -> survey.earliest().map(BarWidth.MINUTE::startOf));
    if (start.isEmpty()) {
      return nothing(before, log);
    }
    KnownTrades known =
        new KnownTrades(
            survey,
            missing,
            before.ids(),
            before.coveredFrom(),
            store.firstTradeTimeFrom(before.endOfPast()),
            store.lastTradeTimeBefore(start.get()));

    Set<Instant> lateHours = lateHours(survey, before);
    Optional<TimeRange> wanted =
        Coverage.of(start.get(), survey.latest(), known.newHoles(lateHours), patience, now);
    Optional<TimeRange> range = wanted.map(all -> survey.beginningOf(all, MAX_NEW_SECONDS));
    Instant finalUntil = range.map(TimeRange::to).orElse(start.get());

    Set<Instant> hoursAgain = hoursAgain(log, lateHours, known, before, start.get(), finalUntil);
    List<TimeRange> ranges = ranges(hoursAgain, start.get(), range);
    FoldedTrades folded = fold(store, log, before, ranges);
    Set<Instant> losing = losing(store, folded, hoursAgain, start.get());
    if (!losing.isEmpty()) {
      hoursAgain.removeAll(losing);
      log.discard(folded);
      folded = fold(store, log, before, ranges(hoursAgain, start.get(), range));
    }
    List<Bar> newSeconds = folded.secondsIn(range.stream().toList());
    return new RunResult(
        range,
        DirtyHours.ranges(hoursAgain, start.get()),
        folded.seconds(),
        folded.duplicates(),
        folded.files(),
        known.holes(hoursAgain, finalUntil),
        new Handover(
                range.map(TimeRange::to).or(before::at),
                before.idsWith(folded.ids()),
                known.coveredFrom(hoursAgain),
                log.end(),
                Optional.of(log.topicId()),
                before.keptFrom(),
                before.past())
            .joined(),
        range.isEmpty() ? List.of() : differencesWithSpeed(store, range.get(), newSeconds),
        range.isEmpty() ? Optional.empty() : differencesWithCandles(range.get(), newSeconds),
        !range.equals(wanted));
  }

  private static FoldedTrades fold(
      FinalStore store, TradeLog log, Handover before, List<TimeRange> ranges)
      throws StoreException {
    return ranges.isEmpty()
        ? FoldedTrades.NONE
        : log.fold(ranges, before.trustedFrom(store, ranges));
  }

  private static Survey survey(TradeLog log, Handover before, List<Hole> missing) {
    before
        .surprises(log.topic(), log.topicId(), log.beginning(), log.end())
        .forEach(surprise -> LOG.warn("the topic is not what it was reason=\"{}\"", surprise));
    SortedMap<Integer, Long> unseen = before.unseen(log.topicId(), log.end());
    TradeIds finalIds = before.finalIds(missing);
    if (before.at().isEmpty()) {
      return log.survey(log.beginning(), before.at(), unseen, finalIds);
    }
    SortedMap<Integer, Long> from = log.since(before.at().get());
    from.replaceAll((partition, offset) -> Math.min(offset, unseen.get(partition)));
    return log.survey(from, before.at(), unseen, finalIds);
  }

  /** The hours of late trades whose rows are kept. */
  private static Set<Instant> lateHours(Survey survey, Handover before) {
    Set<Instant> hours = new TreeSet<>(survey.lateHours());
    hours.removeIf(
        hour -> {
          if (before.isDropped(hour)) {
            LOG.warn("late trades left out hour={} reason=its rows are not kept any more", hour);
          }
          return before.isDropped(hour);
        });
    return hours;
  }

  /** The final hours that change: by late trades, or by holes that come or go. */
  private Set<Instant> hoursAgain(
      TradeLog log,
      Set<Instant> lateHours,
      KnownTrades known,
      Handover before,
      Instant handover,
      Instant finalUntil) {
    Set<Instant> hours = new TreeSet<>(lateHours);
    known.hoursOfChange(lateHours, finalUntil).stream()
        .filter(hour -> hour.isBefore(handover) && !before.isDropped(hour))
        .forEach(hours::add);
    hours.removeIf(hour -> !isKept(log, hour));
    return hours;
  }

  private static boolean isKept(TradeLog log, Instant hour) {
    if (log.reaches(hour) || log.hasArchive()) {
      return true;
    }
    LOG.warn("hour stays as it is hour={} reason=the topic does not reach back to it", hour);
    return false;
  }

  private static Set<Instant> losing(
      FinalStore store, FoldedTrades folded, Set<Instant> hours, Instant handover)
      throws StoreException {
    Set<Instant> losing = new TreeSet<>();
    for (TimeRange range : DirtyHours.ranges(hours, handover)) {
      losing.addAll(DirtyHours.losing(store.finalTrades(range), folded.secondsIn(List.of(range))));
    }
    losing.forEach(
        hour ->
            LOG.error(
                "hour stays as it is hour={} reason=there are fewer trades than its final rows count",
                hour));
    return losing;
  }

  private static List<TimeRange> ranges(
      Set<Instant> hoursAgain, Instant handover, Optional<TimeRange> newRange) {
    List<TimeRange> ranges = new ArrayList<>(DirtyHours.ranges(hoursAgain, handover));
    newRange.ifPresent(ranges::add);
    return ranges;
  }

  private static RunResult nothing(Handover before, TradeLog log) {
    return new RunResult(
        Optional.empty(),
        List.of(),
        List.of(),
        0,
        List.of(),
        List.of(),
        new Handover(
            before.at(),
            before.ids(),
            before.coveredFrom(),
            log.end(),
            Optional.of(log.topicId()),
            before.keptFrom(),
            before.past()),
        List.of(),
        Optional.empty(),
        false);
  }

  private List<Difference> differencesWithSpeed(
      FinalStore store, TimeRange range, List<Bar> seconds) throws StoreException {
    return Comparison.withSpeed(seconds, store.speedSeconds(range));
  }

  private Optional<List<Difference>> differencesWithCandles(TimeRange range, List<Bar> seconds)
      throws InterruptedException {
    BarFold minutes = new BarFold(BarWidth.MINUTE);
    seconds.forEach(minutes::add);
    return candles
        .minutes(range)
        .map(exchangeMinutes -> Comparison.withCandles(minutes.bars(), exchangeMinutes));
  }
}
