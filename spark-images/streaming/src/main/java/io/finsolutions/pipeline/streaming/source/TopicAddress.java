package io.finsolutions.pipeline.streaming.source;

import io.finsolutions.pipeline.service.KafkaAccess;
import io.finsolutions.pipeline.topic.KafkaNetwork;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A topic and where it is.
 *
 * @param kafka where Kafka is
 * @param topic name of the topic
 */
record TopicAddress(KafkaAccess kafka, String topic) implements Serializable {
  private static final int MAX_POLL_RECORDS = 1_000;

  /** A consumer that belongs to no group and fails where the topic has lost records. */
  KafkaConsumer<byte[], byte[]> newConsumer() {
    Map<String, Object> settings = new HashMap<>(KafkaNetwork.SETTINGS);
    settings.putAll(kafka.settings());
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_POLL_RECORDS);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  TopicPartition partition(int number) {
    return new TopicPartition(topic, number);
  }
}
