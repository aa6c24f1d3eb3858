package io.finsolutions.pipeline.producer;

import io.finsolutions.pipeline.service.FailedException;
import io.finsolutions.pipeline.service.KafkaAccess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks whether topics are there. The producer never makes any. */
final class Topics implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Topics.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
  private static final int TIMEOUT_MILLIS = 5_000;

  private final KafkaAccess kafka;
  private Admin admin;

  /** Does not connect yet. */
  Topics(KafkaAccess kafka) {
    this.kafka = kafka;
  }

  /**
   * Waits until topics are there.
   *
   * @throws FailedException if one is not there in time; the message names it and the way out
   */
  void await(List<String> topics, Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    String logged = "";
    while (true) {
      Optional<String> problem = whyMissing(topics);
      if (problem.isEmpty()) {
        return;
      }
      if (System.nanoTime() > deadline) {
        throw new FailedException(problem.get() + ", after waiting " + patience.toSeconds() + " s");
      }
      if (!problem.get().equals(logged)) {
        LOG.info("waiting reason=\"{}\"", problem.get());
        logged = problem.get();
      }
      TimeUnit.NANOSECONDS.sleep(BETWEEN_LOOKS.toNanos());
    }
  }

  /** Whether Kafka knows a topic; empty if it does not say. */
  Optional<Boolean> isThere(String topic) throws InterruptedException {
    try {
      admin().describeTopics(List.of(topic)).allTopicNames().get();
      return Optional.of(true);
    } catch (KafkaException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      return e.getCause() instanceof UnknownTopicOrPartitionException
          ? Optional.of(false)
          : Optional.empty();
    }
  }

  private Optional<String> whyMissing(List<String> topics) throws InterruptedException {
    Map<String, KafkaFuture<TopicDescription>> answers;
    try {
      answers = admin().describeTopics(topics).topicNameValues();
    } catch (KafkaException e) {
      return Optional.of("no Kafka at " + kafka + ": " + rootCause(e).getMessage());
    }
    for (String topic : topics) {
      try {
        answers.get(topic).get();
      } catch (ExecutionException e) {
        return Optional.of(describe(topic, e.getCause()));
      }
    }
    return Optional.empty();
  }

  /** Made when it is needed: a name that is not known yet may be known a moment later. */
  private Admin admin() {
    if (admin == null) {
      Map<String, Object> settings = KafkaSettings.common(kafka);
      settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
      admin = Admin.create(settings);
    }
    return admin;
  }

  private String describe(String topic, Throwable cause) {
    if (cause instanceof AuthorizationException
        || cause instanceof AuthenticationException
        || cause instanceof InvalidTopicException) {
      throw new FailedException(
          "Kafka at " + kafka + " refuses topic " + topic + ": " + cause.getMessage());
    }
    if (cause instanceof UnknownTopicOrPartitionException) {
      return "topic "
          + topic
          + " does not exist on Kafka at "
          + kafka
          + ": create it, or name another with --trades-topic or --dead-letter-topic";
    }
    return "Kafka does not answer at " + kafka + " (--kafka-bootstrap-servers)";
  }

  private static Throwable rootCause(Throwable failure) {
    return failure.getCause() == null ? failure : rootCause(failure.getCause());
  }

  @Override
  public void close() {
    if (admin != null) {
      admin.close(Duration.ofSeconds(1));
    }
  }
}
