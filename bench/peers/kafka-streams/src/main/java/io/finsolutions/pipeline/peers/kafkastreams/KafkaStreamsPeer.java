package io.finsolutions.pipeline.peers.kafkastreams;

import io.finsolutions.pipeline.market.TradeMessage;
import io.finsolutions.pipeline.peers.task.PeerTask;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.state.WindowStore;

/** A tumbling window of a second, each update of which goes to Postgres with the next flush. */
public final class KafkaStreamsPeer {
  private static final Duration WIDTH = Duration.ofSeconds(1);
  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final int COMMIT_MILLIS = 100;

  private KafkaStreamsPeer() {}

  /** Runs until it is killed. */
  public static void main(String[] arguments) {
    PeerTask task = PeerTask.of(arguments);
    KafkaStreams streams = new KafkaStreams(topology(task), settings(task));
    streams.setUncaughtExceptionHandler(
        failure -> {
          failure.printStackTrace();
          return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
    Runtime.getRuntime().addShutdownHook(new Thread(streams::close));
    streams.start();
  }

  private static Topology topology(PeerTask task) {
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(
            task.topic(),
            Consumed.with(Serdes.String(), new TradeSerde())
                .withTimestampExtractor(
                    (message, partitionTime) ->
                        ((TradeMessage) message.value()).trade().time().toEpochMilli()))
        .groupByKey(Grouped.with(Serdes.String(), new TradeSerde()))
        .windowedBy(TimeWindows.ofSizeAndGrace(WIDTH, GRACE))
        .aggregate(
            SecondCount::none,
            (product, message, count) -> count.plus(message.trade()),
            Materialized.<String, SecondCount, WindowStore<Bytes, byte[]>>as("seconds")
                .withKeySerde(Serdes.String())
                .withValueSerde(new SecondCountSerde())
                .withRetention(WIDTH.plus(GRACE).multipliedBy(2))
                .withCachingDisabled())
        .toStream()
        .process(() -> new UpsertProcessor(task));
    return builder.build();
  }

  private static Properties settings(PeerTask task) {
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "peer-" + task.topic());
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, task.bootstrapServers());
    settings.put(StreamsConfig.STATE_DIR_CONFIG, task.state().toString());
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_MILLIS);
    settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
    // Flushes are due between polls only.
    settings.put(StreamsConfig.POLL_MS_CONFIG, 25);
    // Or a reader of the topic waits for a group member that was killed for 45 seconds.
    settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 6_000);
    settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    settings.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), task.topic());
    return settings;
  }
}
