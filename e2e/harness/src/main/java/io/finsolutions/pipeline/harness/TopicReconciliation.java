package io.finsolutions.pipeline.harness;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** What Strimzi's topic operator does about a KafkaTopic, when it sees one. */
final class TopicReconciliation {
  private static final String FINALIZER = "strimzi.io/topic-operator";
  private static final String MANAGED = "strimzi.io/managed";
  private static final String CLUSTER = "strimzi.io/cluster";

  private final Patches patches;
  private final TopicStore kafka;

  TopicReconciliation(Patches patches, TopicStore kafka) {
    this.patches = patches;
    this.kafka = kafka;
  }

  void reconcile(GenericKubernetesResource topic) {
    if (!labels(topic).containsKey(CLUSTER)) {
      return;
    }
    boolean managed = !"false".equals(annotations(topic).get(MANAGED));
    if (topic.getMetadata().getDeletionTimestamp() != null) {
      release(topic, managed);
    } else if (!managed) {
      Conditions.write(patches, topic, Conditions.only("Unmanaged", true, null, null), noName());
    } else {
      GenericKubernetesResource held = hold(topic);
      try {
        Condition condition = apply(held);
        Conditions.write(patches, held, condition.fields(), names(held));
      } catch (KafkaRefusalException e) {
        Conditions.write(patches, held, kafkaError(e).fields(), Map.of());
      }
    }
  }

  private void release(GenericKubernetesResource topic, boolean managed) {
    if (!topic.getFinalizers().contains(FINALIZER)) {
      return;
    }
    if (managed) {
      try {
        kafka.delete(namespace(topic), name(topic));
      } catch (KafkaRefusalException e) {
        Conditions.write(patches, topic, kafkaError(e).fields(), Map.of());
        return;
      }
    }
    List<String> others = new ArrayList<>(topic.getFinalizers());
    others.remove(FINALIZER);
    patches.finalizers(topic, others);
  }

  private GenericKubernetesResource hold(GenericKubernetesResource topic) {
    if (topic.getFinalizers().contains(FINALIZER)) {
      return topic;
    }
    List<String> finalizers = new ArrayList<>(topic.getFinalizers());
    finalizers.add(FINALIZER);
    return patches.finalizers(topic, finalizers);
  }

  private Condition apply(GenericKubernetesResource topic) {
    String namespace = namespace(topic);
    String wanted = wantedName(topic);
    if (!wanted.equals(name(topic))) {
      return notSupported("Changing spec.topicName is not supported");
    }
    Optional<KafkaTopicState> found = kafka.find(namespace, wanted);
    int partitions = number(topic, "partitions", found.map(KafkaTopicState::partitions));
    int replicas = number(topic, "replicas", found.map(KafkaTopicState::replicas));
    Map<String, String> config = config(topic);
    if (found.isEmpty()) {
      kafka.create(namespace, wanted, partitions, replicas, config);
      return Condition.READY;
    }
    KafkaTopicState state = found.get();
    int grown = Math.max(state.partitions(), partitions);
    kafka.change(namespace, wanted, grown, config);
    if (partitions < state.partitions()) {
      return notSupported("Decreasing partitions not supported");
    }
    if (replicas != state.replicas()) {
      return notSupported(
          "Replication factor change not supported, but required for partitions "
              + IntStream.range(0, grown).boxed().toList());
    }
    return Condition.READY;
  }

  private Map<String, Object> names(GenericKubernetesResource topic) {
    Map<String, Object> names = new LinkedHashMap<>();
    kafka
        .find(namespace(topic), name(topic))
        .ifPresent(
            state -> {
              names.put("topicName", name(topic));
              names.put("topicId", state.id());
            });
    return names;
  }

  private static Map<String, Object> noName() {
    Map<String, Object> names = new LinkedHashMap<>();
    names.put("topicName", null);
    names.put("topicId", null);
    return names;
  }

  private static String wantedName(GenericKubernetesResource topic) {
    String wanted = topic.get("spec", "topicName");
    return wanted == null ? topic.getMetadata().getName() : wanted;
  }

  /** The name that the topic has in Kafka, which it keeps. */
  private static String name(GenericKubernetesResource topic) {
    String known = topic.get("status", "topicName");
    return known == null ? wantedName(topic) : known;
  }

  private static int number(
      GenericKubernetesResource topic, String field, Optional<Integer> otherwise) {
    Number number = topic.get("spec", field);
    return number == null ? otherwise.orElse(1) : number.intValue();
  }

  private static Map<String, String> config(GenericKubernetesResource topic) {
    Map<String, Object> given = topic.get("spec", "config");
    Map<String, String> config = new TreeMap<>();
    if (given != null) {
      given.forEach((key, value) -> config.put(key, String.valueOf(value)));
    }
    return config;
  }

  private static String namespace(GenericKubernetesResource topic) {
    return topic.getMetadata().getNamespace();
  }

  private static Map<String, String> labels(GenericKubernetesResource topic) {
    return Optional.ofNullable(topic.getMetadata().getLabels()).orElse(Map.of());
  }

  private static Map<String, String> annotations(GenericKubernetesResource topic) {
    return Optional.ofNullable(topic.getMetadata().getAnnotations()).orElse(Map.of());
  }

  private static Condition notSupported(String message) {
    return new Condition("NotSupported", message);
  }

  private static Condition kafkaError(KafkaRefusalException refusal) {
    return new Condition("KafkaError", refusal.getMessage());
  }

  /** Ready, or not for a reason. */
  private record Condition(String reason, String message) {
    static final Condition READY = new Condition(null, null);

    Map<String, Object> fields() {
      return Conditions.only("Ready", reason == null, reason, message);
    }
  }
}
