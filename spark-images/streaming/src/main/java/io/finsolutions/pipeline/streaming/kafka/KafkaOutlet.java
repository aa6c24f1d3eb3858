package io.finsolutions.pipeline.streaming.kafka;

import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.market.BarJson;
import io.finsolutions.pipeline.market.RejectReason;
import io.finsolutions.pipeline.streaming.engine.BarSink;
import io.finsolutions.pipeline.streaming.engine.DeadLetters;
import io.finsolutions.pipeline.streaming.engine.Reject;
import io.finsolutions.pipeline.topic.KafkaNetwork;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Rows for the bars topic, and what cannot be counted for the dead-letter topic. */
public final class KafkaOutlet implements BarSink, DeadLetters, AutoCloseable {
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

  private final KafkaProducer<byte[], byte[]> producer;
  private final String barsTopic;
  private final String deadLetterTopic;
  private final Counter lostAnnouncements;

  /** Connects in the background. */
  public KafkaOutlet(
      String bootstrapServers, String barsTopic, String deadLetterTopic, MeterRegistry registry) {
    this.barsTopic = barsTopic;
    this.deadLetterTopic = deadLetterTopic;
    lostAnnouncements =
        Counter.builder("pipeline_speed_lost_announcements")
            .description("Rows that could not be announced on the bars topic.")
            .register(registry);
    Map<String, Object> settings = new HashMap<>(KafkaNetwork.SETTINGS);
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, "streaming-outlet");
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 8L << 20);
    // An announcement never holds up a commit; the rows are what counts.
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 500);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
    producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public void announce(List<Bar> bars) {
    for (Bar bar : bars) {
      byte[] key = utf8(bar.product() + "/" + bar.start());
      var message =
          new ProducerRecord<>(
              barsTopic, null, bar.start().toEpochMilli(), key, BarJson.encode(bar));
      try {
        producer.send(message, (metadata, failure) -> countIfLost(failure));
      } catch (KafkaException e) {
        countIfLost(e);
      }
    }
  }

  @Override
  public void keep(List<Reject> rejects) throws InterruptedException, ExecutionException {
    List<Future<RecordMetadata>> sent = new ArrayList<>(rejects.size());
    for (Reject reject : rejects) {
      var message = new ProducerRecord<byte[], byte[]>(deadLetterTopic, null, reject.value());
      String source = reject.partition() + "/" + reject.offset();
      message.headers().add(RejectReason.REASON_HEADER, utf8(reject.reason().wireName()));
      message.headers().add(RejectReason.DETAIL_HEADER, utf8(reject.detail()));
      message.headers().add(RejectReason.SOURCE_HEADER, utf8(source));
      sent.add(producer.send(message));
    }
    producer.flush();
    for (Future<RecordMetadata> one : sent) {
      one.get();
    }
  }

  @Override
  public void close() {
    producer.close(CLOSE_LIMIT);
  }

  private void countIfLost(Exception failure) {
    if (failure != null) {
      lostAnnouncements.increment();
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
