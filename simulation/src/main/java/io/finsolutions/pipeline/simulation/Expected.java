package io.finsolutions.pipeline.simulation;

import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.Trade;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What must come of the records of a stretch of the topic, worked out apart from the pipeline. */
final class Expected {
  private static final Duration DISORDER = Duration.ofSeconds(1);

  private final TreeMap<Long, Trade> byId = new TreeMap<>();
  private Instant wholeFrom = Instant.MAX;

  /**
   * A run of ids that nobody gave.
   *
   * @param after the earlier of the times of the trades around it
   * @param before the later of the two
   */
  record Gap(long first, long last, Instant after, Instant before) {
    boolean touches(Instant from, Instant to) {
      return after.isBefore(to) && !before.isBefore(from);
    }
  }

  /** From records in the order of the topic: of several of an id the first one counts. */
  static Expected of(List<SimulatedTopic.Entry> entries) {
    Expected expected = new Expected();
    for (SimulatedTopic.Entry entry : entries) {
      if (entry.trade() != null) {
        expected.byId.putIfAbsent(entry.trade().tradeId(), entry.trade());
      }
      if (entry.firstOfMinute()) {
        Instant minute = BarWidth.MINUTE.startOf(entry.trade().time());
        expected.wholeFrom = minute.isBefore(expected.wholeFrom) ? minute : expected.wholeFrom;
      }
    }
    return expected;
  }

  /** From trades with different ids. */
  static Expected ofTrades(Collection<Trade> trades) {
    Expected expected = new Expected();
    trades.forEach(trade -> expected.byId.put(trade.tradeId(), trade));
    return expected;
  }

  List<Trade> before(Instant end) {
    return byId.values().stream().filter(trade -> trade.time().isBefore(end)).toList();
  }

  List<Trade> from(Instant start) {
    return byId.values().stream().filter(trade -> !trade.time().isBefore(start)).toList();
  }

  Map<Instant, OracleBar> barsBefore(Instant end, long seconds) {
    return OracleBar.of(before(end), seconds);
  }

  /** The time of the latest trade; the start of time if there is none. */
  Instant latest() {
    return byId.values().stream().map(Trade::time).max(Instant::compareTo).orElse(Instant.MIN);
  }

  boolean has(long id) {
    return byId.containsKey(id);
  }

  /** All that begins from then on is covered: what nobody knows came before the lowest id. */
  Instant surelyCoveredFrom() {
    return byId.isEmpty() ? wholeFrom : earlier(lowest().getValue().time().plus(DISORDER));
  }

  /** Nothing that begins before it is covered, whichever trade one asks. */
  Instant coveredFrom() {
    return byId.values().stream()
        .map(Trade::time)
        .min(Instant::compareTo)
        .map(time -> earlier(time.plus(DISORDER)))
        .orElse(wholeFrom);
  }

  private Instant earlier(Instant time) {
    return time.isBefore(wholeFrom) ? time : wholeFrom;
  }

  long highest() {
    return byId.isEmpty() ? Long.MIN_VALUE : byId.lastKey();
  }

  Map.Entry<Long, Trade> lowest() {
    return byId.firstEntry();
  }

  /** The runs of missing ids that lie around a trade before {@code end}. */
  List<Gap> gapsBefore(Instant end) {
    List<Gap> gaps = new ArrayList<>();
    Trade left = null;
    for (Trade right : byId.values()) {
      if (left != null && right.tradeId() > left.tradeId() + 1) {
        boolean ordered = !left.time().isAfter(right.time());
        Instant after = ordered ? left.time() : right.time();
        if (after.isBefore(end)) {
          gaps.add(
              new Gap(
                  left.tradeId() + 1,
                  right.tradeId() - 1,
                  after,
                  ordered ? right.time() : left.time()));
        }
      }
      left = right;
    }
    return gaps;
  }
}
