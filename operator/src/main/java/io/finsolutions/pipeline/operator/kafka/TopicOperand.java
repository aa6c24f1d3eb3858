package io.finsolutions.pipeline.operator.kafka;

import io.finsolutions.pipeline.operator.foreign.KafkaTopic;
import io.finsolutions.pipeline.operator.pair.Component;
import io.finsolutions.pipeline.operator.pair.Pair;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the topics of a pair have in common. */
final class TopicOperand {
  private static final int COPIES_THAT_CAN_LOSE_ONE = 3;

  private TopicOperand() {}

  /**
   * A topic as Strimzi is asked for it. Settings are texts, since its classes do not keep numbers.
   *
   * @param content what is in it, as its name says
   */
  static KafkaTopic desired(Pair pair, String content, int partitions, Duration retention) {
    var kafka = pair.spec().kafka();
    Integer replicas = kafka.topics().replicas();
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("cleanup.policy", "delete");
    config.put("retention.ms", Long.toString(retention.toMillis()));
    if (replicas != null && replicas >= COPIES_THAT_CAN_LOSE_ONE) {
      config.put("min.insync.replicas", "2");
    }
    Map<String, Object> spec = new LinkedHashMap<>();
    String name = pair.topic(content);
    spec.put("topicName", name);
    spec.put("partitions", partitions);
    if (replicas != null) {
      spec.put("replicas", replicas);
    }
    spec.put("config", config);
    KafkaTopic topic = new KafkaTopic();
    topic.setMetadata(Strimzi.metadata(pair, Component.KAFKA, name));
    topic.setSpec(spec);
    return topic;
  }

  /** How long trades are kept. */
  static Duration retention(Pair pair) {
    String days = pair.spec().kafka().topics().retention();
    return Duration.ofDays(Long.parseLong(days.substring(0, days.length() - 1)));
  }
}
