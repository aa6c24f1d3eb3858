package io.finsolutions.pipeline.topic;

import io.finsolutions.pipeline.service.KafkaAccess;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Which topic it is that has a name. A topic that was deleted and made anew has another id, and
 * offsets of the old one mean nothing in it.
 *
 * @param id what Kafka calls it
 * @param partitions how many partitions it has; Kafka never takes one away
 */
public record TopicIdentity(Uuid id, int partitions) {
  private static final int TIMEOUT_MILLIS = 5_000;
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);

  /**
   * Asks the broker. Empty if there is no such topic.
   *
   * @throws KafkaException if the broker does not answer
   */
  public static Optional<TopicIdentity> of(KafkaAccess kafka, String topic)
      throws InterruptedException {
    Map<String, Object> settings = new HashMap<>(KafkaNetwork.SETTINGS);
    settings.putAll(kafka.settings());
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
    Admin admin = Admin.create(settings);
    try {
      TopicDescription found =
          admin.describeTopics(List.of(topic)).topicNameValues().get(topic).get();
      return Optional.of(new TopicIdentity(found.topicId(), found.partitions().size()));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return Optional.empty();
      }
      throw new KafkaException(e.getCause().getMessage(), e.getCause());
    } finally {
      admin.close(CLOSE_LIMIT);
    }
  }
}
