package io.finsolutions.pipeline.bench.latency;

import io.finsolutions.pipeline.bench.rig.Rig;
import io.finsolutions.pipeline.market.MalformedTradeException;
import io.finsolutions.pipeline.market.Topics;
import io.finsolutions.pipeline.market.TradeJson;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** At which moment a consumer of the trades topic had which trade. */
final class TopicArrivals implements Runnable, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMillis(200);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Thread thread = new Thread(this, "topic-reader");
  private final Map<Long, Instant> arrivals = new HashMap<>();
  private volatile boolean closing;

  /** Begins to read at the end of the topic. */
  TopicArrivals(String bootstrapServers) {
    consumer =
        new KafkaConsumer<>(
            Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions = List.of(new TopicPartition(Topics.trades(Rig.PAIR, null), 0));
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    thread.start();
  }

  @Override
  public void run() {
    while (!closing) {
      var records = consumer.poll(PATIENCE);
      Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
      for (ConsumerRecord<byte[], byte[]> record : records) {
        arrivals.putIfAbsent(idOf(record), now);
      }
    }
    consumer.close();
  }

  private static long idOf(ConsumerRecord<byte[], byte[]> record) {
    try {
      return TradeJson.decode(record.value()).trade().tradeId();
    } catch (MalformedTradeException e) {
      throw new IllegalStateException("no trade at offset " + record.offset(), e);
    }
  }

  /** When a trade was there, if it was; only after {@link #end}. */
  Optional<Instant> of(long tradeId) {
    return Optional.ofNullable(arrivals.get(tradeId));
  }

  /** Reads no more. */
  void end() throws InterruptedException {
    closing = true;
    thread.join();
  }

  @Override
  public void close() {
    closing = true;
  }
}
