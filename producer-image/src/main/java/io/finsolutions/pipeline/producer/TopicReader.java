package io.finsolutions.pipeline.producer;

import io.finsolutions.pipeline.producer.flow.TopicRecords;
import io.finsolutions.pipeline.service.KafkaAccess;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic up to where it ends when the reader is opened. For one thread. */
final class TopicReader implements TopicRecords, AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(500);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final String topic;
  private final Map<TopicPartition, Long> ends;

  TopicReader(KafkaAccess kafka, String topic) {
    this.topic = topic;
    this.consumer =
        new KafkaConsumer<>(
            KafkaSettings.consumer(kafka),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    try {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      this.ends = consumer.endOffsets(partitions);
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  @Override
  public SortedMap<Integer, Long> beginning() {
    return byNumber(consumer.beginningOffsets(ends.keySet()));
  }

  @Override
  public SortedMap<Integer, Long> end() {
    return byNumber(ends);
  }

  @Override
  public SortedMap<Integer, Long> since(Instant time) {
    Map<TopicPartition, Long> times = new HashMap<>();
    ends.keySet().forEach(partition -> times.put(partition, time.toEpochMilli()));
    SortedMap<Integer, Long> offsets = end();
    for (var found : consumer.offsetsForTimes(times).entrySet()) {
      OffsetAndTimestamp first = found.getValue();
      if (first != null) {
        offsets.put(found.getKey().partition(), first.offset());
      }
    }
    return offsets;
  }

  @Override
  public void read(SortedMap<Integer, Long> from, Sink sink) {
    Set<TopicPartition> unread = new HashSet<>(ends.keySet());
    unread.removeIf(partition -> from.get(partition.partition()) >= ends.get(partition));
    consumer.assign(unread);
    unread.forEach(partition -> consumer.seek(partition, from.get(partition.partition())));
    while (!unread.isEmpty()) {
      for (ConsumerRecord<byte[], byte[]> found : consumer.poll(POLL)) {
        sink.accept(found.timestamp(), found.value());
      }
      // By position, not by the last record: control records are passed over unseen.
      unread.removeIf(partition -> consumer.position(partition) >= ends.get(partition));
    }
  }

  @Override
  public void close() {
    consumer.close();
  }

  private static SortedMap<Integer, Long> byNumber(Map<TopicPartition, Long> offsets) {
    SortedMap<Integer, Long> byNumber = new TreeMap<>();
    offsets.forEach((partition, offset) -> byNumber.put(partition.partition(), offset));
    return byNumber;
  }
}
