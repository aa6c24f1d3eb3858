package io.finsolutions.pipeline.batch.engine;

import io.finsolutions.pipeline.archive.TradeArchive;
import io.finsolutions.pipeline.market.TradeIds;
import io.finsolutions.pipeline.market.TradeMessage;
import io.finsolutions.pipeline.market.TradingPair;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The trades as the batch layer reads them: those of the archive, and those of the topic that are
 * not there, from an offset up to where the topic ended when the run began.
 *
 * <p>What is no trade of the product is passed over: the speed layer, which reads every record too,
 * has kept it as a dead letter. So is a trade that is dated ahead.
 */
final class TradeLog {
  /** So much before a range is read with it: ids come out of the order of time, by much less. */
  static final Duration READ_BEFORE = Duration.ofMinutes(1);

  private final TradesTopic topic;
  private final TradeArchive archive;
  private final RecordDecoder decoder;
  private final Instant notAfter;

  /**
   * A log of one product's trades.
   *
   * @param topic the topic, as it is when the run begins
   * @param archive the trades that are kept when the topic does not keep them any more
   * @param notAfter trades that are later are left to later runs
   */
  TradeLog(TradesTopic topic, TradeArchive archive, TradingPair product, Instant notAfter) {
    this.topic = topic;
    this.archive = archive;
    this.decoder = new RecordDecoder(product);
    this.notAfter = notAfter;
  }

  /** Name of the topic. */
  String topic() {
    return topic.name();
  }

  /** What Kafka calls it. */
  String topicId() {
    return topic.id();
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
    // A trade that counts is later than its record by so much at most.
    return topic.since(time.minus(TradeMessage.FUTURE_TOLERANCE));
  }

  /**
   * Whether all trades from {@code time} on are still in the topic. Retention removes the oldest
   * records of a topic: where it has removed any, only what is younger than the first one left is
   * known to be whole.
   */
  boolean reaches(Instant time) {
    SortedMap<Integer, Long> since = since(time);
    return beginning().entrySet().stream()
        .allMatch(first -> first.getValue() == 0 || since.get(first.getKey()) > first.getValue());
  }

  /** Whether trades may be found that the topic does not reach back to. */
  boolean hasArchive() {
    return archive.keeps();
  }

  /** Gives up the files that were written for trades that were folded in vain. */
  void discard(FoldedTrades folded) {
    archive.discard(folded.files());
  }

  /**
   * Looks over the records from the given offsets on, and over the trades that a run has archived
   * that was killed before it moved the hand-over.
   *
   * @param handover trades before it are late if no run has seen their records; empty if none is
   * @param unseen by partition, the offset from which on no run has seen any record
   * @param finalIds ids of trades that are counted before the hand-over
   */
  Survey survey(
      SortedMap<Integer, Long> from,
      Optional<Instant> handover,
      Map<Integer, Long> unseen,
      TradeIds finalIds) {
    Function<Map<StretchStart, TradeIds>, List<Survey>> look =
        elsewhere ->
            topic.read(
                clamp(from),
                new Surveyor(
                    decoder,
                    notAfter,
                    handover.orElse(null),
                    new HashMap<>(unseen),
                    finalIds,
                    elsewhere));
    List<Survey> stretches = look.apply(Map.of());
    Map<StretchStart, TradeIds> elsewhere = Survey.idsElsewhere(stretches);
    if (!elsewhere.isEmpty()) {
      stretches = look.apply(elsewhere);
    }
    Survey survey = new Survey();
    stretches.forEach(survey::addAll);
    handover
        .filter(notAfter::isAfter)
        .ifPresent(at -> archive.read(at, notAfter, message -> survey.add(message, false)));
    return survey;
  }

  /** What the archive has of some ranges. */
  ArchivedTrades archived(List<TimeRange> ranges) {
    return ArchivedTrades.of(archive, ranges);
  }

  /**
   * Counts the trades of some ranges, each once.
   *
   * @param ranges at least one, ascending
   * @param trustedFrom an id above those of all trades that are older than the first range by
   *     {@link #READ_BEFORE}
   */
  FoldedTrades fold(List<TimeRange> ranges, long trustedFrom) {
    return fold(ranges, archived(ranges), trustedFrom);
  }

  /**
   * Likewise.
   *
   * @param archived what the archive has of the ranges
   */
  FoldedTrades fold(List<TimeRange> ranges, ArchivedTrades archived, long trustedFrom) {
    SortedMap<Integer, Long> from = clamp(since(ranges.get(0).from().minus(READ_BEFORE)));
    List<FoldedPartition> partitions =
        topic.read(from, fold(ranges, Map.of(), archived, trustedFrom));
    Map<StretchStart, TradeIds> elsewhere = new TreeMap<>(FoldedPartition.idsElsewhere(partitions));
    TradeIds earlier = idsBefore(from, partitions);
    if (!earlier.isEmpty()) {
      partitions.stream()
          .map(FoldedPartition::start)
          .filter(Objects::nonNull)
          .forEach(
              start -> elsewhere.computeIfAbsent(start, none -> new TradeIds()).addAll(earlier));
    }
    if (!elsewhere.isEmpty()) {
      partitions.forEach(part -> archive.discard(part.files()));
      partitions = topic.read(from, fold(ranges, elsewhere, archived, trustedFrom));
    }
    return FoldedPartition.merge(archived.trades(), partitions);
  }

  private PartitionFold fold(
      List<TimeRange> ranges,
      Map<StretchStart, TradeIds> elsewhere,
      ArchivedTrades archived,
      long trustedFrom) {
    return new PartitionFold(
        decoder, ranges, elsewhere, archived.ids(), trustedFrom, archive.files());
  }

  /**
   * The ids of trades that stand in the topic before what was read, or in the archive. Such a trade
   * was counted long ago, and what was read is another one with its id. That is so rare that the
   * topic is read from its beginning only if an id is lower than it should be.
   */
  private TradeIds idsBefore(SortedMap<Integer, Long> from, List<FoldedPartition> partitions) {
    TradeIds doubtful = new TradeIds();
    partitions.forEach(part -> doubtful.addAll(part.doubtful()));
    TradeIds earlier = new TradeIds();
    if (!doubtful.isEmpty()) {
      topic
          .read(clamp(beginning()), new EarlierIds(decoder, doubtful, new HashMap<>(from)))
          .forEach(earlier::addAll);
      earlier.addAll(archive.found(doubtful));
    }
    return earlier;
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
