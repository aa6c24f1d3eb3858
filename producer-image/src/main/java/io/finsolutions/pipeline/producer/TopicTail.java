package io.finsolutions.pipeline.producer;

import io.finsolutions.pipeline.market.MalformedTradeException;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradeJson;
import io.finsolutions.pipeline.market.TradingPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the end of the trades topic into a ledger, as far as it is written at the start. */
final class TopicTail {
  private static final Logger LOG = LoggerFactory.getLogger(TopicTail.class);
  private static final Duration POLL = Duration.ofMillis(500);
  // Old trades that were fetched late may stand behind the latest one, but hardly so many.
  private static final long LAST_RECORDS = 10_000;

  private final String bootstrapServers;
  private final String topic;
  private final TradingPair product;

  TopicTail(String bootstrapServers, String topic, TradingPair product) {
    this.bootstrapServers = bootstrapServers;
    this.topic = topic;
    this.product = product;
  }

  /**
   * Restores the trades from {@code horizon} on; where there are none, the one with the highest id
   * before. The ledger's start is fixed then, unless the topic is empty or begins after the
   * horizon: there the first minute may not be whole.
   */
  void restore(TradeLedger ledger, Instant horizon) {
    long started = System.nanoTime();
    AtomicLong trades = new AtomicLong();
    try (var consumer =
        new KafkaConsumer<>(
            KafkaSettings.consumer(bootstrapServers),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      Map<TopicPartition, Long> starts = startsAt(consumer, partitions, horizon, ends);
      read(
          consumer,
          starts,
          ends,
          trade -> {
            if (!trade.time().isBefore(horizon)) {
              ledger.restore(trade);
              trades.incrementAndGet();
            }
          });
      if (ledger.highest().isEmpty()) {
        restoreHighest(consumer, ends, ledger);
      } else if (starts.values().stream().anyMatch(offset -> offset > 0)) {
        ledger.fixStart();
      }
    }
    LOG.info(
        "topic read topic={} trades={} last_trade_id={} missing_ids={} took_ms={}",
        topic,
        trades,
        ledger.highest().orElse(0),
        ledger.missing().count(),
        Duration.ofNanos(System.nanoTime() - started).toMillis());
  }

  /** For each partition, the first offset from which on all trades since the horizon are. */
  private static Map<TopicPartition, Long> startsAt(
      KafkaConsumer<byte[], byte[]> consumer,
      Collection<TopicPartition> partitions,
      Instant horizon,
      Map<TopicPartition, Long> ends) {
    Map<TopicPartition, Long> times = new HashMap<>();
    partitions.forEach(partition -> times.put(partition, horizon.toEpochMilli()));
    Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
    Map<TopicPartition, Long> starts = new HashMap<>();
    for (TopicPartition partition : partitions) {
      OffsetAndTimestamp first = found.get(partition);
      starts.put(partition, first == null ? ends.get(partition) : first.offset());
    }
    return starts;
  }

  private void restoreHighest(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends, TradeLedger ledger) {
    Map<TopicPartition, Long> starts = new HashMap<>(consumer.beginningOffsets(ends.keySet()));
    starts.replaceAll((partition, first) -> Math.max(first, ends.get(partition) - LAST_RECORDS));
    AtomicReference<Trade> highest = new AtomicReference<>();
    read(
        consumer,
        starts,
        ends,
        trade -> {
          if (highest.get() == null || trade.tradeId() > highest.get().tradeId()) {
            highest.set(trade);
          }
        });
    if (highest.get() != null) {
      ledger.restore(highest.get());
      ledger.fixStart();
    }
  }

  private void read(
      KafkaConsumer<byte[], byte[]> consumer,
      Map<TopicPartition, Long> starts,
      Map<TopicPartition, Long> ends,
      Consumer<Trade> sink) {
    Map<TopicPartition, Long> unread = new HashMap<>(ends);
    unread.entrySet().removeIf(entry -> starts.get(entry.getKey()) >= entry.getValue());
    consumer.assign(unread.keySet());
    unread.keySet().forEach(partition -> consumer.seek(partition, starts.get(partition)));
    while (!unread.isEmpty()) {
      for (ConsumerRecord<byte[], byte[]> found : consumer.poll(POLL)) {
        deliver(found, sink);
      }
      // By position, not by the last record: control records are passed over unseen.
      unread.entrySet().removeIf(entry -> consumer.position(entry.getKey()) >= entry.getValue());
    }
  }

  private void deliver(ConsumerRecord<byte[], byte[]> found, Consumer<Trade> sink) {
    try {
      Trade trade = TradeJson.decode(found.value()).trade();
      if (trade.product().equals(product)) {
        sink.accept(trade);
      }
    } catch (MalformedTradeException e) {
      LOG.warn(
          "no trade in the topic partition={} offset={} detail=\"{}\"",
          found.partition(),
          found.offset(),
          e.getMessage());
    }
  }
}
