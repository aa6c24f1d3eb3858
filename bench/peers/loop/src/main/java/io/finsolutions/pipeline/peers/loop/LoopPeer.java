package io.finsolutions.pipeline.peers.loop;

import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.peers.task.PeerTask;
import io.finsolutions.pipeline.store.DatabaseSettings;
import io.finsolutions.pipeline.streaming.engine.EngineMetrics;
import io.finsolutions.pipeline.streaming.engine.EngineSettings;
import io.finsolutions.pipeline.streaming.engine.PartitionEngine;
import io.finsolutions.pipeline.streaming.engine.PartitionId;
import io.finsolutions.pipeline.streaming.engine.SourceRecord;
import io.finsolutions.pipeline.streaming.postgres.FenceOffsets;
import io.finsolutions.pipeline.streaming.postgres.PostgresSpeedStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Hands what a poll brings to the engine of the speed layer: the limit for whoever hosts it. */
public final class LoopPeer {
  private static final Duration POLL = Duration.ofSeconds(1);

  private LoopPeer() {}

  /** Runs until it is killed. */
  public static void main(String[] arguments) throws Exception {
    PeerTask task = PeerTask.of(arguments);
    TradingPair pair = TradingPair.parse(task.product());
    DatabaseSettings database = new DatabaseSettings(task.databaseUrl(), task.databaseUser(), "");
    long fence = FenceOffsets.read(database, task.topic()).getOrDefault(0, 0L);
    TopicPartition partition = new TopicPartition(task.topic(), 0);
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(task);
        PartitionEngine engine =
            new PartitionEngine(
                new PartitionId(task.topic(), 0),
                fence,
                EngineSettings.of(pair),
                new PostgresSpeedStore(database, pair),
                rejects -> {
                  throw new IllegalStateException("cannot count " + rejects);
                },
                bars -> {},
                new EngineMetrics(new SimpleMeterRegistry()),
                Clock.systemUTC())) {
      consumer.assign(List.of(partition));
      consumer.seek(partition, fence);
      while (true) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        List<SourceRecord> batch = new ArrayList<>(records.count());
        for (ConsumerRecord<byte[], byte[]> each : records) {
          batch.add(new SourceRecord(each.offset(), each.timestamp(), each.value()));
        }
        engine.requireWorking();
        if (!batch.isEmpty()) {
          engine.accept(batch);
        }
      }
    }
  }

  private static KafkaConsumer<byte[], byte[]> consumer(PeerTask task) {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers",
            task.bootstrapServers(),
            "enable.auto.commit",
            false,
            "max.poll.records",
            1_000),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
