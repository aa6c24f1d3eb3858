package io.finsolutions.pipeline.harness;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The topics of pretended Kafka clusters, one in each namespace, and what those refuse. */
final class KafkaTopics implements TopicStore {
  static final int BROKERS = 3;

  /** Those whose value is a number, and those whose value is any other text. */
  private static final Set<String> NUMBERS =
      Set.of(
          "delete.retention.ms",
          "file.delete.delay.ms",
          "flush.messages",
          "flush.ms",
          "index.interval.bytes",
          "local.retention.bytes",
          "local.retention.ms",
          "max.compaction.lag.ms",
          "max.message.bytes",
          "message.timestamp.after.max.ms",
          "message.timestamp.before.max.ms",
          "min.cleanable.dirty.ratio",
          "min.compaction.lag.ms",
          "min.insync.replicas",
          "retention.bytes",
          "retention.ms",
          "segment.bytes",
          "segment.index.bytes",
          "segment.jitter.ms",
          "segment.ms");

  private static final Set<String> TEXTS =
      Set.of(
          "cleanup.policy",
          "compression.gzip.level",
          "compression.lz4.level",
          "compression.type",
          "compression.zstd.level",
          "follower.replication.throttled.replicas",
          "leader.replication.throttled.replicas",
          "message.timestamp.type",
          "preallocate",
          "remote.storage.enable",
          "unclean.leader.election.enable");

  private final Map<String, Map<String, KafkaTopicState>> topics = new ConcurrentHashMap<>();
  private final Map<String, String> outages = new ConcurrentHashMap<>();

  Map<String, KafkaTopicState> in(String namespace) {
    return Map.copyOf(topics(namespace));
  }

  /** From now on every request about a topic is answered with an error. */
  void fail(String namespace, String topic, String message) {
    outages.put(namespace + "/" + topic, message);
  }

  /** Ends what {@link #fail} began. */
  void heal(String namespace, String topic) {
    outages.remove(namespace + "/" + topic);
  }

  @Override
  public Optional<KafkaTopicState> find(String namespace, String topic) {
    answer(namespace, topic);
    return Optional.ofNullable(topics(namespace).get(topic));
  }

  @Override
  public KafkaTopicState create(
      String namespace, String topic, int partitions, int replicas, Map<String, String> config) {
    answer(namespace, topic);
    refuse(replicas, config);
    KafkaTopicState created = new KafkaTopicState(newId(), partitions, replicas, config);
    topics(namespace).put(topic, created);
    return created;
  }

  @Override
  public void change(String namespace, String topic, int partitions, Map<String, String> config) {
    answer(namespace, topic);
    KafkaTopicState state = topics(namespace).get(topic);
    refuse(state.replicas(), config);
    topics(namespace).put(topic, state.with(partitions, config));
  }

  @Override
  public void delete(String namespace, String topic) {
    answer(namespace, topic);
    topics(namespace).remove(topic);
  }

  private void answer(String namespace, String topic) {
    String outage = outages.get(namespace + "/" + topic);
    if (outage != null) {
      throw new KafkaRefusalException(outage);
    }
  }

  private static void refuse(int replicas, Map<String, String> config) {
    refusal(replicas, config)
        .ifPresent(
            why -> {
              throw new KafkaRefusalException(why);
            });
  }

  /** Why Kafka would not take these settings, if so: the exception's class and text. */
  private static Optional<String> refusal(int replicas, Map<String, String> config) {
    if (replicas > BROKERS) {
      return Optional.of(
          "org.apache.kafka.common.errors.InvalidReplicationFactorException: Unable to replicate"
              + " the partition %d time(s): only %d broker(s) are registered."
                  .formatted(replicas, BROKERS));
    }
    return new TreeMap<>(config)
        .entrySet().stream()
            .filter(entry -> !isValid(entry.getKey(), entry.getValue()))
            .map(
                entry ->
                    "org.apache.kafka.common.errors.InvalidConfigurationException: "
                        + (TEXTS.contains(entry.getKey()) || NUMBERS.contains(entry.getKey())
                            ? "Invalid value %s for configuration %s"
                                .formatted(entry.getValue(), entry.getKey())
                            : "Unknown topic config name: " + entry.getKey()))
            .findFirst();
  }

  private static boolean isValid(String key, String value) {
    return TEXTS.contains(key) || NUMBERS.contains(key) && value.matches("-?[0-9]+(\\.[0-9]+)?");
  }

  private Map<String, KafkaTopicState> topics(String namespace) {
    return topics.computeIfAbsent(namespace, none -> new ConcurrentHashMap<>());
  }

  private static String newId() {
    UUID random = UUID.randomUUID();
    ByteBuffer bytes = ByteBuffer.allocate(2 * Long.BYTES);
    bytes.putLong(random.getMostSignificantBits()).putLong(random.getLeastSignificantBits());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }
}
