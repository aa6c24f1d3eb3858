package io.finsolutions.pipeline.topic;

import io.finsolutions.pipeline.service.KafkaAccess;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The partitions of a topic, and the offsets that can be read from them.
 *
 * @param topic name of the topic
 * @param beginning by partition, the first offset that is still there
 * @param end by partition, the offset of the next record to be written
 */
public record TopicOffsets(
    String topic, SortedMap<Integer, Long> beginning, SortedMap<Integer, Long> end) {
  private static final String TIMEOUT_MILLIS = "5000";

  /**
   * Asks the broker.
   *
   * @throws KafkaException if the broker does not answer
   * @throws FailedException if there is no such topic
   */
  public static TopicOffsets of(KafkaAccess kafka, String topic) {
    return withConsumer(
        kafka,
        consumer -> {
          List<TopicPartition> partitions = partitions(consumer, kafka, topic);
          return new TopicOffsets(
              topic,
              byPartition(consumer.beginningOffsets(partitions)),
              byPartition(consumer.endOffsets(partitions)));
        });
  }

  /**
   * By partition, an offset from which on all records with a timestamp of {@code time} or later are
   * found: those before it are all older. The end of the partition, if all of its records are
   * older.
   *
   * @throws KafkaException if the broker does not answer
   */
  public SortedMap<Integer, Long> since(KafkaAccess kafka, Instant time) {
    return withConsumer(
        kafka,
        consumer -> {
          Map<TopicPartition, Long> times = new HashMap<>();
          // A record's timestamp is its trade's time cut to milliseconds.
          end.keySet()
              .forEach(number -> times.put(new TopicPartition(topic, number), time.toEpochMilli()));
          SortedMap<Integer, Long> offsets = new TreeMap<>(end);
          for (var found : consumer.offsetsForTimes(times).entrySet()) {
            OffsetAndTimestamp first = found.getValue();
            if (first != null) {
              offsets.put(found.getKey().partition(), first.offset());
            }
          }
          return offsets;
        });
  }

  private static <T> T withConsumer(
      KafkaAccess kafka, Function<KafkaConsumer<byte[], byte[]>, T> question) {
    Map<String, Object> settings = new HashMap<>(KafkaNetwork.SETTINGS);
    settings.putAll(kafka.settings());
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
    settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      return question.apply(consumer);
    }
  }

  private static List<TopicPartition> partitions(
      KafkaConsumer<byte[], byte[]> consumer, KafkaAccess kafka, String topic) {
    List<PartitionInfo> infos = consumer.partitionsFor(topic);
    if (infos == null || infos.isEmpty()) {
      throw new MissingTopicException(kafka, topic);
    }
    return infos.stream().map(info -> new TopicPartition(topic, info.partition())).toList();
  }

  private static SortedMap<Integer, Long> byPartition(Map<TopicPartition, Long> offsets) {
    return offsets.entrySet().stream()
        .collect(
            Collectors.toMap(
                entry -> entry.getKey().partition(),
                Map.Entry::getValue,
                (one, other) -> one,
                TreeMap::new));
  }
}
