package io.finsolutions.pipeline.local.run;

import io.finsolutions.pipeline.market.MalformedTradeException;
import io.finsolutions.pipeline.market.TradeJson;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of a topic of trades with one partition. */
final class TopicEnd {
  private static final Logger LOG = LoggerFactory.getLogger(TopicEnd.class);

  // Backfilled trades may stand behind newer ones, but not so many.
  private static final long RECORDS_READ = 20_000;
  private static final Duration POLL = Duration.ofMillis(500);

  private TopicEnd() {}

  /** The highest trade id near the end of a topic; nothing if it is empty. */
  static OptionalLong highestTradeId(String bootstrapServers, String topic) {
    TopicPartition partition = new TopicPartition(topic, 0);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      long begin = consumer.beginningOffsets(List.of(partition)).get(partition);
      consumer.seek(partition, Math.max(begin, end - RECORDS_READ));
      long highest = 0;
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
          highest = Math.max(highest, tradeId(each));
        }
      }
      return highest == 0 ? OptionalLong.empty() : OptionalLong.of(highest);
    }
  }

  private static long tradeId(ConsumerRecord<byte[], byte[]> trade) {
    try {
      return TradeJson.decode(trade.value()).trade().tradeId();
    } catch (MalformedTradeException e) {
      LOG.debug("record passed over offset={}", trade.offset(), e);
      return 0;
    }
  }
}
