package io.finsolutions.pipeline.batch.engine;

import io.finsolutions.pipeline.market.TradeIds;
import io.finsolutions.pipeline.market.TradingPair;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The trades topic as the batch layer reads it: from an offset up to where it ended when the run
 * began.
 *
 * <p>What is no trade of the product is passed over: the speed layer, which reads every record too,
 * has kept it as a dead letter. So is a trade that is dated further ahead than clocks differ.
 */
final class TradeLog {
  private final TradesTopic topic;
  private final RecordDecoder decoder;

  /**
   * A log of one product's trades.
   *
   * @param topic the topic, as it is when the run begins
   * @param notAfter the latest time that a trade may have
   */
  TradeLog(TradesTopic topic, TradingPair product, Instant notAfter) {
    this.topic = topic;
    this.decoder = new RecordDecoder(product, notAfter);
  }

  /** Name of the topic. */
  String topic() {
    return topic.name();
  }

  /** By partition, where reading ends. */
  SortedMap<Integer, Long> end() {
    return topic.end();
  }

  /** By partition, the first offset that is still there. */
  SortedMap<Integer, Long> beginning() {
    return topic.beginning();
  }

  /** By partition, an offset before which all trades are older than {@code time}. */
  SortedMap<Integer, Long> since(Instant time) {
    return topic.since(time);
  }

  /**
   * Whether all trades from {@code time} on are still there. Retention removes the oldest records
   * of a topic: where it has removed any, only what is younger than the first one left is known to
   * be whole.
   */
  boolean reaches(Instant time) {
    SortedMap<Integer, Long> since = since(time);
    return beginning().entrySet().stream()
        .allMatch(first -> first.getValue() == 0 || since.get(first.getKey()) > first.getValue());
  }

  /**
   * Looks over the records from the given offsets on.
   *
   * @param handover trades before it are late if no run has seen their records; empty if none is
   * @param unseen by partition, the offset from which on no run has seen any record
   */
  Survey survey(
      SortedMap<Integer, Long> from, Optional<Instant> handover, Map<Integer, Long> unseen) {
    Surveyor surveyor = new Surveyor(decoder, handover.orElse(null), new HashMap<>(unseen));
    Survey survey = new Survey();
    topic.read(clamp(from), surveyor).forEach(survey::addAll);
    return survey;
  }

  /**
   * Counts the trades of some ranges, each once.
   *
   * @param ranges at least one, ascending
   */
  FoldedTrades fold(List<TimeRange> ranges) {
    SortedMap<Integer, Long> from = clamp(since(ranges.get(0).from()));
    List<FoldedPartition> partitions =
        topic.read(from, new PartitionFold(decoder, ranges, Map.of()));
    Map<Integer, TradeIds> elsewhere = FoldedPartition.idsElsewhere(partitions);
    if (!elsewhere.isEmpty()) {
      partitions = topic.read(from, new PartitionFold(decoder, ranges, elsewhere));
    }
    return FoldedPartition.merge(partitions);
  }

  private SortedMap<Integer, Long> clamp(SortedMap<Integer, Long> from) {
    SortedMap<Integer, Long> clamped = new TreeMap<>();
    topic
        .end()
        .forEach(
            (partition, end) -> {
              long beginning = topic.beginning().get(partition);
              long wanted = from.getOrDefault(partition, beginning);
              clamped.put(partition, Math.min(Math.max(wanted, beginning), end));
            });
    return clamped;
  }
}
