package io.finsolutions.pipeline.batch.engine;

import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.Trade;
import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a look over a stretch of the topic shows, before any trade is counted. It takes little
 * space, however many trades there are.
 */
final class Survey implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final long SECONDS_PER_HOUR = BarWidth.HOUR.duration().toSeconds();

  private final SeenTrades onTime = new SeenTrades();
  private final SortedMap<Instant, SeenTrades> lateByHour = new TreeMap<>();
  private final SortedMap<Instant, Long> recordsByHour = new TreeMap<>();
  private Instant earliest;
  private Instant latest;

  /**
   * Adds a record.
   *
   * @param late whether the trade's interval was final before anybody looked at the record
   */
  void add(Trade trade, boolean late) {
    Instant time = trade.time();
    Instant hour = BarWidth.HOUR.startOf(time);
    SeenTrades seen = late ? lateByHour.computeIfAbsent(hour, absent -> new SeenTrades()) : onTime;
    seen.add(trade.tradeId(), time);
    recordsByHour.merge(hour, 1L, Long::sum);
    addTimes(time, time);
  }

  /** Adds what another look has shown. */
  void addAll(Survey other) {
    onTime.addAll(other.onTime);
    other.lateByHour.forEach(
        (hour, seen) -> lateByHour.computeIfAbsent(hour, absent -> new SeenTrades()).addAll(seen));
    other.recordsByHour.forEach((hour, records) -> recordsByHour.merge(hour, records, Long::sum));
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
