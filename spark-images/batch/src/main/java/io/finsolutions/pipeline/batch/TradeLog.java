package io.finsolutions.pipeline.batch;

import io.finsolutions.pipeline.market.TradeIds;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.topic.KafkaNetwork;
import io.finsolutions.pipeline.topic.TopicOffsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * The trades topic as the batch layer reads it: from an offset up to where it ended when the run
 * began.
 *
 * <p>What is no trade of the product is passed over: the speed layer, which reads every record too,
 * has kept it as a dead letter. So is a trade that is dated further ahead than clocks differ.
 */
final class TradeLog {
  /**
   * Large bites, since all of a stretch is read; and a read that gets nothing for half a minute has
   * failed.
   */
  private static final Map<String, String> READING =
      Map.of(
          "kafka.max.poll.records", "5000",
          "kafka.max.partition.fetch.bytes", "4194304",
          "kafkaConsumer.pollTimeoutMs", "30000");

  private final SparkSession spark;
  private final String bootstrapServers;
  private final TopicOffsets offsets;
  private final RecordDecoder decoder;

  /**
   * @param offsets the offsets of the topic, as they are when the run begins
   * @param notAfter the latest time that a trade may have
   */
  TradeLog(
      SparkSession spark,
      String bootstrapServers,
      TopicOffsets offsets,
      TradingPair product,
      Instant notAfter) {
    this.spark = spark;
    this.bootstrapServers = bootstrapServers;
    this.offsets = offsets;
    this.decoder = new RecordDecoder(product, notAfter);
  }

  /** Name of the topic. */
  String topic() {
    return offsets.topic();
  }

  /** By partition, where reading ends. */
  SortedMap<Integer, Long> end() {
    return offsets.end();
  }

  /** By partition, the first offset that is still there. */
  SortedMap<Integer, Long> beginning() {
    return offsets.beginning();
  }

  /** By partition, an offset before which all trades are older than {@code time}. */
  SortedMap<Integer, Long> since(Instant time) {
    return offsets.since(bootstrapServers, time);
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
    read(from).mapPartitions(surveyor).collect().forEach(survey::addAll);
    return survey;
  }

  /**
   * Counts the trades of some ranges, each once.
   *
   * @param ranges at least one, ascending
   */
  FoldedTrades fold(List<TimeRange> ranges) {
    JavaRDD<InternalRow> records = read(since(ranges.get(0).from()));
    List<FoldedPartition> partitions =
        records.mapPartitions(new PartitionFold(decoder, ranges, Map.of())).collect();
    Map<Integer, TradeIds> elsewhere = FoldedPartition.idsElsewhere(partitions);
    if (!elsewhere.isEmpty()) {
      partitions = records.mapPartitions(new PartitionFold(decoder, ranges, elsewhere)).collect();
    }
    return FoldedPartition.merge(partitions);
  }

  private JavaRDD<InternalRow> read(SortedMap<Integer, Long> from) {
    DataFrameReader reader =
        spark
            .read()
            .format("kafka")
            .option("kafka.bootstrap.servers", bootstrapServers)
            .option("subscribe", offsets.topic())
            .option("startingOffsets", offsets.toSparkJson(clamp(from)))
            .option("endingOffsets", offsets.toSparkJson(offsets.end()));
    READING.forEach(reader::option);
    KafkaNetwork.SETTINGS.forEach((name, value) -> reader.option("kafka." + name, value));
    return reader
        .load()
        .select("partition", "offset", "value")
        .queryExecution()
        .toRdd()
        .toJavaRDD();
  }

  private SortedMap<Integer, Long> clamp(SortedMap<Integer, Long> from) {
    SortedMap<Integer, Long> clamped = new TreeMap<>();
    offsets
        .end()
        .forEach(
            (partition, end) -> {
              long beginning = offsets.beginning().get(partition);
              long wanted = from.getOrDefault(partition, beginning);
              clamped.put(partition, Math.min(Math.max(wanted, beginning), end));
            });
    return clamped;
  }
}
