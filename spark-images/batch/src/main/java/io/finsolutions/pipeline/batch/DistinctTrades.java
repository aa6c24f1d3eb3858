package io.finsolutions.pipeline.batch;

import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.market.BarFold;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.IdRange;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradeIds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/** Trades, each once: of several records of one id the first one counts. */
final class DistinctTrades implements AutoCloseable {
  private final JavaRDD<LocatedTrade> located;
  private final JavaRDD<Trade> trades;
  private final long count;
  private final long records;
  private final TradeIds ids;

  private DistinctTrades(
      JavaRDD<LocatedTrade> located,
      JavaRDD<Trade> trades,
      long count,
      long records,
      TradeIds ids) {
    this.located = located;
    this.trades = trades;
    this.count = count;
    this.records = records;
    this.ids = ids;
  }

  /** Drops the repetitions, and keeps the rest at hand until closed. */
  static DistinctTrades of(JavaRDD<LocatedTrade> located, int partitions) {
    JavaRDD<LocatedTrade> kept = located.persist(StorageLevel.MEMORY_AND_DISK());
    long records = kept.count();
    // Taken in the order of the topic, in which ids are nearly consecutive: a few runs of them.
    TradeIds ids = new TradeIds();
    kept.mapPartitions(DistinctTrades::idsOf).collect().forEach(ids::addAll);
    JavaRDD<Trade> trades =
        kept.mapToPair(one -> new Tuple2<>(one.trade().tradeId(), one))
            .reduceByKey(LocatedTrade::first, partitions)
            .map(pair -> pair._2().trade())
            .persist(StorageLevel.MEMORY_AND_DISK());
    long count = trades.count();
    return new DistinctTrades(kept, trades, count, records, ids);
  }

  /** How many trades there are. */
  long count() {
    return count;
  }

  /** How many records there were, with the repetitions. */
  long records() {
    return records;
  }

  /** The ids of all trades. */
  TradeIds ids() {
    return ids.copy();
  }

  /** Whether there is no trade. */
  boolean isEmpty() {
    return count == 0;
  }

  /** The earliest time of a trade that is in the range, or nothing if there is none. */
  Optional<Instant> earliest() {
    return isEmpty()
        ? Optional.empty()
        : Optional.of(trades.map(Trade::time).reduce((a, b) -> a.isBefore(b) ? a : b));
  }

  /** The latest time of a trade, or nothing if there is none. */
  Optional<Instant> latest() {
    return isEmpty()
        ? Optional.empty()
        : Optional.of(trades.map(Trade::time).reduce((a, b) -> a.isAfter(b) ? a : b));
  }

  /** The highest id of the trades before an instant, or nothing if there is none. */
  Optional<Long> highestIdBefore(Instant end) {
    JavaRDD<Long> ids = trades.filter(trade -> trade.time().isBefore(end)).map(Trade::tradeId);
    return ids.isEmpty() ? Optional.empty() : Optional.of(ids.reduce(Math::max));
  }

  /**
   * The hours, before an instant, of all records from the given offsets on, repetitions among them.
   *
   * @param offsets by partition, the first offset to look at; the whole partition if it is not
   *     there
   */
  List<Instant> hoursBefore(Instant end, Map<Integer, Long> offsets) {
    Map<Integer, Long> first = new HashMap<>(offsets);
    return located
        .filter(one -> one.offset() >= first.getOrDefault(one.partition(), 0L))
        .map(one -> one.trade().time())
        .filter(time -> time.isBefore(end))
        .map(BarWidth.HOUR::startOf)
        .distinct()
        .collect();
  }

  /**
   * The holes between the trades.
   *
   * @param known all ids that are known, {@link #ids()} and those of earlier runs among them
   * @param otherwise the time to take for a neighbour of a hole that is not among these trades
   */
  List<Hole> holes(TradeIds known, Instant otherwise) {
    List<IdRange> missing = known.holes();
    if (missing.isEmpty()) {
      return List.of();
    }
    Set<Long> neighbours = new HashSet<>();
    for (IdRange range : missing) {
      neighbours.add(range.first() - 1);
      neighbours.add(range.last() + 1);
    }
    Map<Long, Instant> times = new HashMap<>();
    trades
        .filter(trade -> neighbours.contains(trade.tradeId()))
        .collect()
        .forEach(trade -> times.put(trade.tradeId(), trade.time()));
    List<Hole> holes = new ArrayList<>();
    for (IdRange range : missing) {
      holes.add(
          Hole.between(
              range,
              times.getOrDefault(range.first() - 1, otherwise),
              times.getOrDefault(range.last() + 1, otherwise)));
    }
    return holes;
  }

  /** The seconds of the trades that lie in one of the ranges, by start. */
  List<Bar> seconds(List<TimeRange> ranges) {
    List<Bar> bars =
        new ArrayList<>(
            trades
                .filter(trade -> ranges.stream().anyMatch(range -> range.contains(trade.time())))
                .groupBy(trade -> BarWidth.MINUTE.startOf(trade.time()))
                .values()
                .flatMap(DistinctTrades::fold)
                .collect());
    bars.sort(Bar.BY_START);
    return bars;
  }

  @Override
  public void close() {
    trades.unpersist(false);
    located.unpersist(false);
  }

  private static Iterator<TradeIds> idsOf(Iterator<LocatedTrade> trades) {
    TradeIds ids = new TradeIds();
    trades.forEachRemaining(one -> ids.add(one.trade().tradeId()));
    return List.of(ids).iterator();
  }

  private static Iterator<Bar> fold(Iterable<Trade> trades) {
    BarFold fold = new BarFold(BarWidth.SECOND);
    trades.forEach(fold::add);
    return fold.bars().iterator();
  }
}
