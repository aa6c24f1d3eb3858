package io.finsolutions.pipeline.producer;

import io.finsolutions.pipeline.market.RejectReason;
import io.finsolutions.pipeline.market.TradeJson;
import io.finsolutions.pipeline.market.TradeMessage;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.producer.flow.DeadLetter;
import io.finsolutions.pipeline.producer.flow.SendOutcomes;
import io.finsolutions.pipeline.producer.flow.TradePublisher;
import io.finsolutions.pipeline.service.FailedException;
import io.finsolutions.pipeline.service.KafkaAccess;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends to the topics through an idempotent producer. When its buffer is full, or Kafka was never
 * reached, trades count as failed at once for a moment: asking the producer each time would block
 * the loop each time. {@link #publish} and {@link #sendNow} are for one thread, the rest for any.
 */
final class KafkaPublisher implements TradePublisher, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaPublisher.class);
  private static final Duration CLOSE_BOUND = Duration.ofSeconds(7);
  private static final long REFUSAL_NANOS = Duration.ofMillis(500).toNanos();
  private static final int ROOM = 2_000;

  private final KafkaProducer<byte[], byte[]> producer;
  private final Flusher flusher;
  private final String tradesTopic;
  private final String deadLetterTopic;
  private final byte[] key;

  private boolean published;
  private long refuseUntilNanos = System.nanoTime();

  // Guarded by this.
  private int inFlight;
  private long acknowledged;
  private List<Long> failed = new ArrayList<>();
  private String lastFailure = "";
  private FailedException fatal;

  KafkaPublisher(
      KafkaAccess kafka, TradingPair product, String tradesTopic, String deadLetterTopic) {
    this.producer =
        new KafkaProducer<>(
            KafkaSettings.producer(kafka), new ByteArraySerializer(), new ByteArraySerializer());
    this.flusher = new Flusher(producer);
    this.tradesTopic = tradesTopic;
    this.deadLetterTopic = deadLetterTopic;
    this.key = product.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Learns where the topics are, so that the first trade need not wait for it.
   *
   * @throws FailedException if Kafka does not tell in time
   */
  void connect(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!knows(tradesTopic) || !knows(deadLetterTopic)) {
      if (System.nanoTime() > deadline) {
        throw new FailedException(
            "Kafka does not tell where topic " + tradesTopic + " is, after " + patience);
      }
    }
  }

  /** Waits a moment for the answer. */
  private boolean knows(String topic) {
    try {
      return !producer.partitionsFor(topic).isEmpty();
    } catch (TimeoutException e) {
      return false;
    } catch (AuthorizationException | AuthenticationException e) {
      throw new FailedException("Kafka refuses topic " + topic + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void publish(TradeMessage message) {
    long id = message.trade().tradeId();
    begin();
    if (refusing()) {
      end(id, Optional.of("the buffer is full"));
      return;
    }
    var trade =
        new ProducerRecord<>(
            tradesTopic,
            null,
            message.trade().time().toEpochMilli(),
            key,
            TradeJson.encode(message));
    send(
        trade,
        failure -> {
          failure.ifPresent(this::noteFatal);
          end(id, failure.map(Throwable::toString));
        });
  }

  @Override
  public void publish(DeadLetter letter) {
    if (refusing()) {
      LOG.warn("dead letter lost reason=\"the buffer is full\"");
      return;
    }
    var rejected = new ProducerRecord<>(deadLetterTopic, key, letter.value());
    header(rejected, RejectReason.REASON_HEADER, letter.reason().wireName());
    header(rejected, RejectReason.DETAIL_HEADER, letter.detail());
    header(rejected, RejectReason.SOURCE_HEADER, letter.source());
    send(
        rejected,
        failure -> failure.ifPresent(why -> LOG.warn("dead letter lost reason=\"{}\"", why)));
  }

  /** Nothing follows for now: what was published is sent at once. */
  void sendNow() {
    if (published) {
      published = false;
      flusher.flush();
    }
  }

  private boolean refusing() {
    return System.nanoTime() - refuseUntilNanos < 0;
  }

  private void send(ProducerRecord<byte[], byte[]> toSend, Consumer<Optional<Exception>> outcome) {
    Thread sender = Thread.currentThread();
    published = true;
    producer.send(
        toSend,
        (metadata, failure) -> {
          // Told by this thread, the failure is that of the attempt to buffer it.
          if (failure != null && Thread.currentThread() == sender) {
            refuseUntilNanos = System.nanoTime() + REFUSAL_NANOS;
          }
          outcome.accept(Optional.ofNullable(failure));
        });
  }

  private static void header(ProducerRecord<byte[], byte[]> letter, String name, String value) {
    letter.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  private synchronized void begin() {
    inFlight++;
  }

  private synchronized void end(long id, Optional<String> failure) {
    inFlight--;
    if (failure.isEmpty()) {
      acknowledged++;
    } else {
      failed.add(id);
      lastFailure = failure.get();
    }
    notifyAll();
  }

  private synchronized void noteFatal(Exception failure) {
    if (failure instanceof AuthorizationException
        || failure instanceof AuthenticationException
        || failure instanceof UnsupportedVersionException) {
      fatal = new FailedException("Kafka refuses trades: " + failure.getMessage(), failure);
    }
  }

  @Override
  public synchronized SendOutcomes takeOutcomes() {
    if (fatal != null) {
      throw fatal;
    }
    var outcomes = new SendOutcomes(acknowledged, failed, lastFailure);
    acknowledged = 0;
    if (!failed.isEmpty()) {
      failed = new ArrayList<>();
    }
    return outcomes;
  }

  /** No retry will help: {@link #takeOutcomes} throws this from now on. */
  synchronized void failForGood(FailedException reason) {
    fatal = reason;
  }

  /** Waits until few trades are on their way. */
  synchronized void awaitRoom() throws InterruptedException {
    while (inFlight > ROOM) {
      wait();
    }
  }

  /** Waits for what is on its way, but not for long. */
  @Override
  public void close() {
    flusher.close();
    producer.close(CLOSE_BOUND);
    synchronized (this) {
      LOG.info(
          "producer closed not_acknowledged={} failed={}", inFlight + failed.size(), failed.size());
    }
  }
}
