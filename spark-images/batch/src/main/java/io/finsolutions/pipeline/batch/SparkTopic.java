package io.finsolutions.pipeline.batch;

import io.finsolutions.pipeline.batch.engine.PartitionWork;
import io.finsolutions.pipeline.batch.engine.TopicRecord;
import io.finsolutions.pipeline.batch.engine.TradesTopic;
import io.finsolutions.pipeline.topic.KafkaNetwork;
import io.finsolutions.pipeline.topic.TopicOffsets;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;

/** The trades topic, read by Spark up to where it ends when this is made. */
final class SparkTopic implements TradesTopic {
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

  SparkTopic(SparkSession spark, String bootstrapServers, String topic) {
    this.spark = spark;
    this.bootstrapServers = bootstrapServers;
    this.offsets = TopicOffsets.of(bootstrapServers, topic);
  }

  @Override
  public String name() {
    return offsets.topic();
  }

  @Override
  public SortedMap<Integer, Long> beginning() {
    return offsets.beginning();
  }

  @Override
  public SortedMap<Integer, Long> end() {
    return offsets.end();
  }

  @Override
  public SortedMap<Integer, Long> since(Instant time) {
    return offsets.since(bootstrapServers, time);
  }

  @Override
  public <T> List<T> read(SortedMap<Integer, Long> from, PartitionWork<T> work) {
    return rows(from)
        .mapPartitions(rows -> List.of(work.on(new Records(rows))).iterator())
        .collect();
  }

  private JavaRDD<InternalRow> rows(SortedMap<Integer, Long> from) {
    DataFrameReader reader =
        spark
            .read()
            .format("kafka")
            .option("kafka.bootstrap.servers", bootstrapServers)
            .option("subscribe", offsets.topic())
            .option("startingOffsets", offsets.toSparkJson(from))
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

  /** Spark's rows of the columns partition, offset and value. */
  private record Records(Iterator<InternalRow> rows) implements Iterator<TopicRecord> {
    @Override
    public boolean hasNext() {
      return rows.hasNext();
    }

    @Override
    public TopicRecord next() {
      InternalRow row = rows.next();
      return new TopicRecord(row.getInt(0), row.getLong(1), row.getBinary(2));
    }
  }
}
