package io.finsolutions.pipeline.local.chaos;

import io.finsolutions.pipeline.market.RejectReason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The dead letters of a pair. */
final class DeadLetters {
  private static final Duration POLL = Duration.ofMillis(500);

  private DeadLetters() {}

  /** How many there are in a topic of one partition, by reason and by who has rejected them. */
  static Map<String, Long> count(String bootstrapServers, String topic) {
    TopicPartition partition = new TopicPartition(topic, 0);
    Map<String, Long> counts = new TreeMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<byte[], byte[]> letter : consumer.poll(POLL)) {
          String source = header(letter, RejectReason.SOURCE_HEADER);
          // The speed layer names the place in the topic, which is another for each.
          String by = source.contains("/") ? "streaming" : "producer, from " + source;
          String reason = header(letter, RejectReason.REASON_HEADER);
          counts.merge(reason + " (" + by + ")", 1L, Long::sum);
        }
      }
    }
    return counts;
  }

  private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
    Header header = letter.headers().lastHeader(name);
    return header == null ? "-" : new String(header.value(), StandardCharsets.UTF_8);
  }
}
