package io.finsolutions.pipeline.streaming.kafka;

import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.market.BarJson;
import io.finsolutions.pipeline.market.RejectReason;
import io.finsolutions.pipeline.service.KafkaAccess;
import io.finsolutions.pipeline.streaming.engine.BarSink;
import io.finsolutions.pipeline.streaming.engine.DeadLetters;
import io.finsolutions.pipeline.streaming.engine.Reject;
import io.finsolutions.pipeline.topic.KafkaNetwork;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rows for the bars topic, and what cannot be counted for the dead-letter topic.
 *
 * <p>Bars are sent by a thread of its own, since Kafka's producer holds up whoever sends to a topic
 * that it does not know yet. Beyond ten thousand that wait, they are lost.
 */
public final class KafkaOutlet implements BarSink, DeadLetters, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaOutlet.class);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);
  private static final int MAX_WAITING_BARS = 10_000;

  /** Room for some hundred bars: a backlog makes many at once. */
  private static final int BATCH_BYTES = 128 << 10;

  /** Leaves room for the headers in the megabyte that a record may have. */
  private static final int MAX_DEAD_LETTER_BYTES = 900_000;

  private final KafkaProducer<byte[], byte[]> producer;
  private final String barsTopic;
  private final String deadLetterTopic;
  private final Counter lostAnnouncements;
  private final AtomicBoolean losing = new AtomicBoolean();
  private final ThreadPoolExecutor announcer;

  /** Connects in the background. */
  public KafkaOutlet(
      KafkaAccess kafka, String barsTopic, String deadLetterTopic, MeterRegistry registry) {
    this.barsTopic = barsTopic;
    this.deadLetterTopic = deadLetterTopic;
    lostAnnouncements =
        Counter.builder("pipeline_speed_lost_announcements")
            .description("Rows that could not be announced on the bars topic.")
            .register(registry);
    Map<String, Object> settings = new HashMap<>(KafkaNetwork.SETTINGS);
    settings.putAll(kafka.settings());
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, "streaming-outlet");
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    // With more, what follows a refused request could be taken before it, and it not at all.
    settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 8L << 20);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
    producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    announcer =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.MILLISECONDS,
            new ArrayBlockingQueue<>(MAX_WAITING_BARS),
            task -> {
              Thread thread = new Thread(task, "announce-bars");
              thread.setDaemon(true);
              return thread;
            },
            (task, executor) -> noteLost("too many wait"));
  }

  @Override
  public void announce(List<Bar> bars) {
    for (Bar bar : bars) {
      announcer.execute(() -> send(bar));
    }
  }

  @Override
  public void keep(List<Reject> rejects) throws InterruptedException, ExecutionException {
    List<Future<RecordMetadata>> sent = new ArrayList<>(rejects.size());
    for (Reject reject : rejects) {
      sent.add(producer.send(deadLetter(reject)));
    }
    for (Future<RecordMetadata> one : sent) {
      one.get();
    }
  }

  @Override
  public void close() {
    announcer.shutdown();
    try {
      announcer.awaitTermination(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    announcer.shutdownNow().forEach(task -> lostAnnouncements.increment());
    producer.close(CLOSE_LIMIT);
  }

  private void send(Bar bar) {
    byte[] key = utf8(bar.product() + "/" + bar.start());
    var message =
        new ProducerRecord<>(barsTopic, null, bar.start().toEpochMilli(), key, BarJson.encode(bar));
    try {
      producer.send(message, (metadata, failure) -> noteOutcome(failure));
    } catch (KafkaException | IllegalStateException e) {
      noteOutcome(e);
    }
  }

  private ProducerRecord<byte[], byte[]> deadLetter(Reject reject) {
    byte[] value = reject.value();
    String detail = reject.detail();
    if (value != null && value.length > MAX_DEAD_LETTER_BYTES) {
      // As it is and with headers, no broker would take it, and the engine would never get past it.
      detail += "; its first " + MAX_DEAD_LETTER_BYTES + " of " + value.length + " bytes are kept";
      value = Arrays.copyOf(value, MAX_DEAD_LETTER_BYTES);
    }
    var letter = new ProducerRecord<byte[], byte[]>(deadLetterTopic, null, value);
    String source = reject.partition() + "/" + reject.offset();
    letter.headers().add(RejectReason.REASON_HEADER, utf8(reject.reason().wireName()));
    letter.headers().add(RejectReason.DETAIL_HEADER, utf8(detail));
    letter.headers().add(RejectReason.SOURCE_HEADER, utf8(source));
    return letter;
  }

  private void noteOutcome(Exception failure) {
    if (failure != null) {
      noteLost(failure.getMessage());
    } else if (losing.compareAndSet(true, false)) {
      LOG.info("bars are announced again topic={}", barsTopic);
    }
  }

  private void noteLost(String reason) {
    lostAnnouncements.increment();
    if (losing.compareAndSet(false, true)) {
      LOG.warn("bars are not announced topic={} reason={}", barsTopic, reason);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
