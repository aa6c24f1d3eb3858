package io.finsolutions.pipeline.producer;

import io.finsolutions.pipeline.producer.flow.Event;
import io.finsolutions.pipeline.producer.flow.ProducerHealth;
import io.finsolutions.pipeline.service.FailedException;
import io.finsolutions.pipeline.service.KafkaAccess;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Finds out, while Kafka does not take trades, whether it is back, and whether the topic was
 * deleted: only then is waiting in vain. A broker that starts may not know its topics yet, so it is
 * asked several times.
 */
final class TopicWatch implements AutoCloseable {
  private static final Duration PERIOD = Duration.ofSeconds(3);
  private static final int CONSECUTIVE = 3;

  private final KafkaAccess kafka;
  private final String topic;
  private final KafkaPublisher publisher;
  private final ProducerHealth health;
  private final Mailbox mailbox;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "topic-watch");
            thread.setDaemon(true);
            return thread;
          });
  private int timesUnknown;

  TopicWatch(
      KafkaAccess kafka,
      String topic,
      KafkaPublisher publisher,
      ProducerHealth health,
      Mailbox mailbox) {
    this.kafka = kafka;
    this.topic = topic;
    this.publisher = publisher;
    this.health = health;
    this.mailbox = mailbox;
  }

  void start() {
    executor.scheduleWithFixedDelay(
        this::look, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look() {
    if (health.accepting()) {
      timesUnknown = 0;
      return;
    }
    // Only in trouble, and so not worth a connection that is kept.
    try (Topics topics = new Topics(kafka)) {
      Optional<Boolean> there = topics.isThere(topic);
      if (there.equals(Optional.of(true))) {
        mailbox.put(new Event.KafkaAnswered());
      }
      timesUnknown = there.equals(Optional.of(false)) ? timesUnknown + 1 : 0;
      if (timesUnknown >= CONSECUTIVE) {
        publisher.failForGood(
            new FailedException(
                "topic " + topic + " was deleted: create it again and start the producer again"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
