package io.finsolutions.pipeline.topics;

import static io.finsolutions.pipeline.topics.BrokerAnswers.await;
import static io.finsolutions.pipeline.topics.BrokerAnswers.awaitGone;

import io.finsolutions.pipeline.harness.KafkaTopicState;
import io.finsolutions.pipeline.harness.TopicStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;

/** The topics of one real Kafka, whatever the namespace. */
final class BrokerTopics implements TopicStore {
  private final Admin admin;

  BrokerTopics(Admin admin) {
    this.admin = admin;
  }

  @Override
  public Optional<KafkaTopicState> find(String namespace, String topic) {
    if (!await(admin.listTopics().names()).contains(topic)) {
      return Optional.empty();
    }
    TopicDescription found = await(admin.describeTopics(Set.of(topic)).allTopicNames()).get(topic);
    return Optional.of(
        new KafkaTopicState(
            found.topicId().toString(),
            found.partitions().size(),
            found.partitions().get(0).replicas().size(),
            config(topic)));
  }

  @Override
  public KafkaTopicState create(
      String namespace, String topic, int partitions, int replicas, Map<String, String> config) {
    // What the controller answers: the broker hears of it, and finds it, a moment later.
    CreateTopicsResult made =
        admin.createTopics(
            Set.of(new NewTopic(topic, partitions, (short) replicas).configs(config)));
    return new KafkaTopicState(
        await(made.topicId(topic)).toString(),
        await(made.numPartitions(topic)),
        await(made.replicationFactor(topic)),
        ofTopic(await(made.config(topic))));
  }

  @Override
  public void change(String namespace, String topic, int partitions, Map<String, String> config) {
    KafkaTopicState found = find(namespace, topic).orElseThrow();
    if (partitions > found.partitions()) {
      await(admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions))).all());
    }
    if (!config.equals(found.config())) {
      Collection<AlterConfigOp> changes = changes(found.config(), config);
      await(admin.incrementalAlterConfigs(Map.of(resource(topic), changes)).all());
    }
  }

  @Override
  public void delete(String namespace, String topic) {
    awaitGone(admin.deleteTopics(Set.of(topic)).all());
  }

  private static List<AlterConfigOp> changes(Map<String, String> found, Map<String, String> want) {
    List<AlterConfigOp> changes = new ArrayList<>();
    want.forEach(
        (name, value) ->
            changes.add(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET)));
    found.keySet().stream()
        .filter(name -> !want.containsKey(name))
        .forEach(
            name ->
                changes.add(
                    new AlterConfigOp(new ConfigEntry(name, null), AlterConfigOp.OpType.DELETE)));
    return changes;
  }

  private Map<String, String> config(String topic) {
    ConfigResource resource = resource(topic);
    return ofTopic(await(admin.describeConfigs(Set.of(resource)).all()).get(resource));
  }

  private static Map<String, String> ofTopic(Config config) {
    return config.entries().stream()
        .filter(entry -> entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG)
        .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
  }

  private static ConfigResource resource(String topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic);
  }
}
