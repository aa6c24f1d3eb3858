package io.finsolutions.pipeline.producer;

import io.finsolutions.pipeline.market.RejectReason;
import io.finsolutions.pipeline.market.TradeIds;
import io.finsolutions.pipeline.market.TradeJson;
import io.finsolutions.pipeline.market.TradeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** All that is in a topic of one partition right now. */
final class TopicContent {
  private final List<ConsumerRecord<byte[], byte[]>> records;

  private TopicContent(List<ConsumerRecord<byte[], byte[]>> records) {
    this.records = records;
  }

  static TopicContent of(String bootstrapServers, String topic) {
    TopicPartition partition = new TopicPartition(topic, 0);
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(Set.of(partition));
      consumer.seekToBeginning(Set.of(partition));
      long end = consumer.endOffsets(Set.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    return new TopicContent(records);
  }

  List<ConsumerRecord<byte[], byte[]>> records() {
    return records;
  }

  List<TradeMessage> messages() throws Exception {
    List<TradeMessage> messages = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> found : records) {
      messages.add(TradeJson.decode(found.value()));
    }
    return messages;
  }

  TradeIds ids() throws Exception {
    TradeIds ids = new TradeIds();
    messages().forEach(message -> ids.add(message.trade().tradeId()));
    return ids;
  }

  List<String> reasons() {
    return records.stream()
        .map(found -> found.headers().lastHeader(RejectReason.REASON_HEADER).value())
        .map(reason -> new String(reason, StandardCharsets.UTF_8))
        .toList();
  }
}
