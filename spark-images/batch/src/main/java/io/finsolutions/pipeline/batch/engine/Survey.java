package io.finsolutions.pipeline.batch.engine;

import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradeIds;
import io.finsolutions.pipeline.market.TradeMessage;
import java.io.Serializable;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a look over a stretch of the topic shows, before any trade is counted. It takes little
 * space, however many trades there are.
 */
final class Survey implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final long SECONDS_PER_HOUR = BarWidth.HOUR.duration().toSeconds();

  private final StretchStart start;
  private final TradeIds elsewhere;
  private final TradeIds ids = new TradeIds();
  private final SeenTrades onTime = new SeenTrades();
  private final SortedMap<Instant, SeenTrades> lateByHour = new TreeMap<>();
  private final SortedMap<Instant, Long> recordsByHour = new TreeMap<>();
  private final Set<Instant> wholeMinutes = new HashSet<>();
  private Instant earliest;
  private Instant latest;

  /** What nothing is known of yet. */
  Survey() {
    this(null, new TradeIds());
  }

  /**
   * A look over one of several stretches.
   *
   * @param start where its first trade is; null if there is no trade in it
   * @param elsewhere ids that count where else they were found
   */
  Survey(StretchStart start, TradeIds elsewhere) {
    this.start = start;
    this.elsewhere = elsewhere;
  }

  /** By where they start, the ids that the stretches before them have; empty if none has any. */
  static Map<StretchStart, TradeIds> idsElsewhere(List<Survey> stretches) {
    SortedMap<StretchStart, TradeIds> ids = new TreeMap<>();
    stretches.stream()
        .filter(look -> look.start != null)
        .forEach(look -> ids.put(look.start, look.ids));
    return Stretches.idsElsewhere(ids);
  }

  /**
   * Adds a record.
   *
   * @param late whether the trade's interval was final before anybody looked at the record
   */
  void add(TradeMessage message, boolean late) {
    Trade trade = message.trade();
    Instant time = trade.time();
    if (message.firstOfMinute()) {
      addWholeMinute(time);
    }
    // The first record of an id counts, whatever others say.
    if (elsewhere.contains(trade.tradeId()) || !ids.add(trade.tradeId())) {
      return;
    }
    Instant hour = BarWidth.HOUR.startOf(time);
    SeenTrades seen = late ? lateByHour.computeIfAbsent(hour, absent -> new SeenTrades()) : onTime;
    seen.add(trade.tradeId(), time);
    recordsByHour.merge(hour, 1L, Long::sum);
    addTimes(time, time);
  }

  /** Adds that all trades of the minute of an instant are seen, or missing between two that are. */
  void addWholeMinute(Instant time) {
    wholeMinutes.add(BarWidth.MINUTE.startOf(time));
  }

  /** Adds what another look has shown, which has none of these ids. */
  void addAll(Survey other) {
    ids.addAll(other.ids);
    onTime.addAll(other.onTime);
    other.lateByHour.forEach(
        (hour, seen) -> lateByHour.computeIfAbsent(hour, absent -> new SeenTrades()).addAll(seen));
    other.recordsByHour.forEach((hour, records) -> recordsByHour.merge(hour, records, Long::sum));
    wholeMinutes.addAll(other.wholeMinutes);
    if (other.earliest != null) {
      addTimes(other.earliest, other.latest);
    }
  }

  /** The earliest time of a trade, or nothing if there is none. */
  Optional<Instant> earliest() {
    return Optional.ofNullable(earliest);
  }

  /** The latest time of a trade, or nothing if there is none. */
  Optional<Instant> latest() {
    return Optional.ofNullable(latest);
  }

  /** The hours of the late trades. */
  Set<Instant> lateHours() {
    return new TreeSet<>(lateByHour.keySet());
  }

  /** All trades; of the late ones only those of the given hours. */
  SeenTrades seen(Set<Instant> hoursOfLateTrades) {
    SeenTrades seen = new SeenTrades();
    seen.addAll(onTime);
    lateByHour.forEach(
        (hour, late) -> {
          if (hoursOfLateTrades.contains(hour)) {
            seen.addAll(late);
          }
        });
    return seen;
  }

  /**
   * From when on every trade is seen, or missing between two that are; empty if none is seen.
   *
   * @param hoursOfLateTrades the hours whose late trades are counted
   */
  Optional<Instant> coveredFrom(Set<Instant> hoursOfLateTrades) {
    Stream<Instant> whole =
        wholeMinutes.stream().filter(minute -> counts(minute, hoursOfLateTrades));
    return Stream.concat(seen(hoursOfLateTrades).coveredFrom().stream(), whole)
        .min(Comparator.naturalOrder());
  }

  private boolean counts(Instant minute, Set<Instant> hoursOfLateTrades) {
    Instant hour = BarWidth.HOUR.startOf(minute);
    return !lateByHour.containsKey(hour) || hoursOfLateTrades.contains(hour);
  }

  /**
   * The part of a range that has about {@code seconds} seconds with a trade at most, but one hour
   * at least: as much as fits into memory at once.
   */
  TimeRange beginningOf(TimeRange range, long seconds) {
    long found = 0;
    for (var hour : recordsByHour.tailMap(BarWidth.HOUR.startOf(range.from())).entrySet()) {
      found += Math.min(hour.getValue(), SECONDS_PER_HOUR);
      Instant end = hour.getKey().plus(BarWidth.HOUR.duration());
      if (!end.isBefore(range.to())) {
        return range;
      }
      if (found >= seconds) {
        return new TimeRange(range.from(), end);
      }
    }
    return range;
  }

  private void addTimes(Instant first, Instant last) {
    earliest = earliest == null || first.isBefore(earliest) ? first : earliest;
    latest = latest == null || last.isAfter(latest) ? last : latest;
  }
}
