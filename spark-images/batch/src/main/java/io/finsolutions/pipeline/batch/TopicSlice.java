package io.finsolutions.pipeline.batch;

import io.finsolutions.pipeline.service.KafkaAccess;
import io.finsolutions.pipeline.topic.KafkaNetwork;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The records of a partition from one offset up to another, wherever Spark has them read.
 *
 * @param kafka where Kafka is
 * @param topic name of the topic
 * @param partition number of the partition
 * @param from where to begin
 * @param until where to end; the record at this offset is no longer part of it
 */
record TopicSlice(KafkaAccess kafka, String topic, int partition, long from, long until)
    implements Serializable {
  // Large bites, since all of it is read.
  private static final int MAX_POLL_RECORDS = 5_000;
  private static final int MAX_FETCH_BYTES = 4 << 20;

  /** A consumer that belongs to no group and fails where the topic has lost records. */
  KafkaConsumer<byte[], byte[]> newConsumer() {
    Map<String, Object> settings = new HashMap<>(KafkaNetwork.SETTINGS);
    settings.putAll(kafka.settings());
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_POLL_RECORDS);
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, MAX_FETCH_BYTES);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
