package io.finsolutions.pipeline.batch.engine;

import io.finsolutions.pipeline.archive.TradeArchive;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.IdRange;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradeIds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which trades of a span of history are missing, and which are not missing any more: what the
 * archive has says it, day by day, since rows become final day by day.
 */
public final class PastHoles {
  private static final Duration AROUND = Hole.DISORDER.plus(Hole.DISORDER);

  private final SortedMap<Instant, SeenTrades> days;
  private final List<Hole> holes;

  private PastHoles(SortedMap<Instant, SeenTrades> days, List<Hole> holes) {
    this.days = days;
    this.holes = holes;
  }

  /** Without a look: no id can be missing, and none was. */
  static PastHoles none() {
    return new PastHoles(new TreeMap<>(), List.of());
  }

  /**
   * Looks over a span. All of it is read only if an id is missing, or was: as a rule none is.
   *
   * @param ids the ids that trades of the span can have
   * @param around trades with such an id that are not of the span, but right before or behind
   * @param missing the holes that rows are final without
   */
  static PastHoles find(
      TradeArchive archive,
      TimeRange span,
      IdRange ids,
      Collection<Trade> around,
      List<Hole> missing) {
    TradeIds there = archive.ids(span.from(), span.to());
    around.forEach(trade -> there.add(trade.tradeId()));
    boolean whole = there.missingWithin(ids.first(), ids.last()).isEmpty();
    if (whole && missing.stream().noneMatch(hole -> overlap(hole.ids(), ids))) {
      return none();
    }
    SortedMap<Instant, SeenTrades> days = new TreeMap<>();
    archive.read(
        span.from(),
        span.to(),
        message -> {
          Trade trade = message.trade();
          days.computeIfAbsent(BarWidth.DAY.startOf(trade.time()), absent -> new SeenTrades())
              .add(trade.tradeId(), trade.time());
        });
    SeenTrades all = new SeenTrades();
    days.values().forEach(all::addAll);
    around.forEach(trade -> all.add(trade.tradeId(), trade.time()));
    // Beyond these ids trades are before the span, and behind it.
    all.add(ids.first() - 1, span.from().minus(AROUND));
    all.add(ids.last() + 1, span.to().plus(AROUND));
    return new PastHoles(
        days, all.holes().stream().filter(hole -> overlap(hole.ids(), ids)).toList());
  }

  private static boolean overlap(IdRange one, IdRange other) {
    return one.first() <= other.last() && other.first() <= one.last();
  }

  /**
   * The holes that rows are final without, once all rows of the span before an instant are final.
   *
   * @param missing the holes before
   * @param counted the ids of trades that are counted already
   */
  List<Hole> after(List<Hole> missing, TradeIds counted, Instant end) {
    SeenTrades seen = new SeenTrades();
    days.headMap(end).values().forEach(seen::addAll);
    List<Hole> found = new ArrayList<>();
    for (Hole hole : holes) {
      if (hole.after().isBefore(end)) {
        for (IdRange ids : counted.missingWithin(hole.ids().first(), hole.ids().last()).ranges()) {
          found.add(new Hole(ids, hole.after(), hole.before()));
        }
      }
    }
    return MissingIds.after(missing, seen.ids(), found).stream()
        .map(hole -> narrowed(hole, seen))
        .toList();
  }

  /** A hole of which a part is filled has other trades beside it than before. */
  private static Hole narrowed(Hole hole, SeenTrades seen) {
    Optional<Instant> left = seen.timeBesideHole(hole.ids().first() - 1);
    Optional<Instant> right = seen.timeBesideHole(hole.ids().last() + 1);
    return Hole.between(
        hole.ids(),
        left.filter(hole.after()::isBefore).orElse(hole.after()),
        right.filter(hole.before()::isAfter).orElse(hole.before()));
  }
}
