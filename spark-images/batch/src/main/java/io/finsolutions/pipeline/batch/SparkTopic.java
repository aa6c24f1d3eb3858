package io.finsolutions.pipeline.batch;

import io.finsolutions.pipeline.batch.engine.PartitionWork;
import io.finsolutions.pipeline.batch.engine.TradesTopic;
import io.finsolutions.pipeline.service.FailedException;
import io.finsolutions.pipeline.service.KafkaAccess;
import io.finsolutions.pipeline.topic.TopicIdentity;
import io.finsolutions.pipeline.topic.TopicOffsets;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.SparkSession;

/** The trades topic, read by Spark up to where it ends when this is made. */
final class SparkTopic implements TradesTopic {
  private final Supplier<SparkSession> spark;
  private final KafkaAccess kafka;
  private final TopicOffsets offsets;
  private final String id;

  /**
   * The topic as it is now.
   *
   * @param spark asked for once something is read
   */
  SparkTopic(Supplier<SparkSession> spark, KafkaAccess kafka, String topic) {
    this.spark = spark;
    this.kafka = kafka;
    this.offsets = TopicOffsets.of(kafka, topic);
    this.id = id(kafka, topic);
  }

  private static String id(KafkaAccess kafka, String topic) {
    try {
      return TopicIdentity.of(kafka, topic)
          .orElseThrow(() -> new KafkaException("the topic " + topic + " is gone"))
          .id()
          .toString();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while the broker was asked for " + topic, e);
    }
  }

  @Override
  public String name() {
    return offsets.topic();
  }

  @Override
  public String id() {
    return id;
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
    return offsets.since(kafka, time);
  }

  @Override
  public <T> List<T> read(SortedMap<Integer, Long> from, PartitionWork<T> work) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.get().sparkContext());
    List<TopicSlice> slices =
        TopicSlices.cut(
            kafka, offsets.topic(), from, offsets.end(), BatchSession.readers(spark.get()));
    try {
      return context.parallelize(slices, slices.size()).map(reading(work)).collect();
    } catch (IllegalStateException e) {
      if (context.sc().isStopped()) {
        throw new FailedException("Spark has ended: its executors fail, see the lines above", e);
      }
      throw e;
    }
  }

  private static <T> Function<TopicSlice, T> reading(PartitionWork<T> work) {
    return slice -> {
      try (SliceReader records = new SliceReader(slice)) {
        return work.on(records);
      }
    };
  }
}
