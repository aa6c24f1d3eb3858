package io.finsolutions.pipeline.streaming.kafka;

import io.finsolutions.pipeline.service.KafkaAccess;
import io.finsolutions.pipeline.topic.TopicIdentity;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks, while a query reads a topic, whether it still is that topic and has the same partitions.
 * To a consumer, a topic that was made anew is one to which nobody writes, and a partition that was
 * added is none of its business.
 */
public final class TopicWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TopicWatch.class);
  private static final Duration PERIOD = Duration.ofSeconds(2);

  /** A broker that starts may not know its topics yet. */
  private static final int TIMES_GONE = 3;

  private final KafkaAccess kafka;
  private final String topic;
  private final TopicIdentity known;
  private final Consumer<String> changed;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "topic-watch");
            thread.setDaemon(true);
            return thread;
          });
  private int timesGone;

  /**
   * Begins to look.
   *
   * @param known the topic as it is when the query starts
   * @param changed is told once, in words, if it is not that any more
   */
  public TopicWatch(
      KafkaAccess kafka, String topic, TopicIdentity known, Consumer<String> changed) {
    this.kafka = kafka;
    this.topic = topic;
    this.known = known;
    this.changed = changed;
    executor.scheduleWithFixedDelay(
        this::look, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look() {
    try {
      Optional<TopicIdentity> now = TopicIdentity.of(kafka, topic);
      timesGone = now.isPresent() ? 0 : timesGone + 1;
      if (timesGone >= TIMES_GONE) {
        tell("the topic " + topic + " is gone");
      } else if (now.isPresent() && !now.get().id().equals(known.id())) {
        tell("the topic " + topic + " was made anew");
      } else if (now.isPresent() && now.get().partitions() != known.partitions()) {
        tell("the topic " + topic + " has " + now.get().partitions() + " partitions now");
      }
    } catch (KafkaException e) {
      LOG.debug("the broker does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(String what) {
    executor.shutdown();
    changed.accept(what);
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
