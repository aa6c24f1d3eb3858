package io.finsolutions.pipeline.operator.stages;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.CustomResource;
import io.finsolutions.pipeline.operator.api.KafkaAuthentication;
import io.finsolutions.pipeline.operator.api.KafkaSpec;
import io.finsolutions.pipeline.operator.apply.Operand;
import io.finsolutions.pipeline.operator.apply.Surroundings;
import io.finsolutions.pipeline.operator.foreign.Kafka;
import io.finsolutions.pipeline.operator.foreign.KafkaTopic;
import io.finsolutions.pipeline.operator.foreign.KafkaUser;
import io.finsolutions.pipeline.operator.foreign.StrimziStatus;
import io.finsolutions.pipeline.operator.kafka.BarsTopic;
import io.finsolutions.pipeline.operator.kafka.DeadLettersTopic;
import io.finsolutions.pipeline.operator.kafka.KafkaClientConfig;
import io.finsolutions.pipeline.operator.kafka.KafkaConfigSecret;
import io.finsolutions.pipeline.operator.kafka.KafkaConnection;
import io.finsolutions.pipeline.operator.kafka.PairUser;
import io.finsolutions.pipeline.operator.kafka.Strimzi;
import io.finsolutions.pipeline.operator.kafka.TradesTopic;
import io.finsolutions.pipeline.operator.pair.Pair;
import io.finsolutions.pipeline.operator.pods.Digest;
import io.finsolutions.pipeline.operator.status.ConditionType;
import io.finsolutions.pipeline.operator.status.Finding;
import io.finsolutions.pipeline.operator.status.Reason;
import io.finsolutions.pipeline.operator.status.Report;
import io.finsolutions.pipeline.operator.status.UnmetException;
import java.util.List;
import java.util.Optional;

/** Sees to the topics of a pair, and to the way into Kafka. */
public final class KafkaStage {
  private static final String INSTALL_STRIMZI =
      "install Strimzi, or set spec.kafka.bootstrapServers instead of clusterRef";
  private static final List<Operand<KafkaTopic>> TOPICS =
      List.of(new TradesTopic(), new BarsTopic(), new DeadLettersTopic());
  private static final Operand<KafkaUser> USER = new PairUser();

  /**
   * What came of it.
   *
   * @param connection the way into Kafka; nothing while it is not known
   */
  public record Outcome(Optional<KafkaConnection> connection, Report report) {}

  /** Does its part of a pass. */
  public Outcome run(Work work) {
    Pair pair = work.pair();
    String resource = "kafkatopic/" + pair.topic("trades");
    try {
      Optional<Finding> unready =
          pair.spec().kafka().clusterRef() == null ? Optional.empty() : inStrimzi(work);
      Optional<KafkaConnection> connection = Optional.of(connect(work));
      Finding finding =
          unready.orElseGet(
              () -> Finding.holds(ConditionType.TOPICS_READY, Reason.READY, summary(pair)));
      return new Outcome(connection, new Report(resource, finding));
    } catch (UnmetException e) {
      return new Outcome(
          Optional.empty(), new Report(resource, Finding.fails(ConditionType.TOPICS_READY, e)));
    }
  }

  private static String summary(Pair pair) {
    return pair.spec().kafka().clusterRef() == null
        ? "topics " + pair.topic("*") + " are expected at " + pair.spec().kafka().bootstrapServers()
        : "topics " + pair.topic("*") + " are there";
  }

  /** Makes topics and user; why they are not ready yet, if they are not. */
  private static Optional<Finding> inStrimzi(Work work) {
    Pair pair = work.pair();
    work.watches().require(Kafka.class, INSTALL_STRIMZI);
    work.watches().require(KafkaTopic.class, INSTALL_STRIMZI);
    String cluster = pair.spec().kafka().clusterRef().name();
    String namespace = Strimzi.namespace(pair);
    if (work.watches().get(Kafka.class, namespace, cluster).isEmpty()) {
      throw new UnmetException(
          Reason.KAFKA_CLUSTER_MISSING,
          "there is no Kafka "
              + cluster
              + " in namespace "
              + namespace
              + ": create it, or let spec.kafka.clusterRef name one that is there");
    }
    List<KafkaTopic> topics =
        TOPICS.stream().map(topic -> work.apply(topic, Surroundings.NONE)).toList();
    Optional<KafkaUser> user = user(work);
    return topics.stream()
        .map(topic -> whyNotReady(topic, topic.getStatus()))
        .flatMap(Optional::stream)
        .findFirst()
        .or(() -> user.flatMap(made -> whyNotReady(made, made.getStatus())));
  }

  private static Optional<KafkaUser> user(Work work) {
    Pair pair = work.pair();
    if (pair.spec().kafka().clusterRef().authentication() == KafkaAuthentication.NONE) {
      work.delete(KafkaUser.class, Strimzi.namespace(pair), Strimzi.user(pair));
      return Optional.empty();
    }
    work.watches().require(KafkaUser.class, INSTALL_STRIMZI);
    return Optional.of(work.apply(USER, Surroundings.NONE));
  }

  private static Optional<Finding> whyNotReady(
      CustomResource<?, ?> resource, StrimziStatus status) {
    String name = resource.getKind() + " " + resource.getMetadata().getName();
    if (resource.isMarkedForDeletion()) {
      return Optional.of(unready(Reason.WAITING, name + " is being deleted; it is made anew then"));
    }
    if (status == null || !isCurrent(resource, status)) {
      return Optional.of(
          unready(Reason.STARTING, name + " waits for Strimzi's operator to look at it"));
    }
    for (String halted : List.of("ReconciliationPaused", "Unmanaged")) {
      if (status.condition(halted).isPresent()) {
        return Optional.of(
            unready(
                Reason.TOPIC_REFUSED,
                name + " is " + halted + ": take away the annotation of Strimzi that makes it so"));
      }
    }
    return status
        .condition("Ready")
        .filter(condition -> !"True".equals(condition.getStatus()))
        .map(condition -> unready(Reason.TOPIC_REFUSED, name + ": " + describe(condition)));
  }

  private static boolean isCurrent(HasMetadata resource, StrimziStatus status) {
    return resource.getMetadata().getGeneration() != null
        && resource.getMetadata().getGeneration().equals(status.observedGeneration());
  }

  private static String describe(Condition condition) {
    return condition.getMessage() == null
        ? condition.getReason()
        : condition.getReason() + ": " + condition.getMessage();
  }

  private static Finding unready(Reason reason, String message) {
    return Finding.fails(ConditionType.TOPICS_READY, reason, message);
  }

  private static KafkaConnection connect(Work work) {
    Pair pair = work.pair();
    Optional<String> file = KafkaClientConfig.of(pair, work.watches());
    if (file.isPresent()) {
      work.apply(KafkaConfigSecret.desired(pair, file.get()));
    } else {
      work.delete(Secret.class, KafkaConfigSecret.name(pair));
    }
    String servers = bootstrapServers(pair);
    return new KafkaConnection(servers, file.isPresent(), Digest.of(servers, file.orElse("")));
  }

  private static String bootstrapServers(Pair pair) {
    KafkaSpec kafka = pair.spec().kafka();
    return kafka.clusterRef() == null
        ? kafka.bootstrapServers()
        : kafka.clusterRef().name()
            + "-kafka-bootstrap."
            + Strimzi.namespace(pair)
            + ".svc:"
            + kafka.clusterRef().port();
  }
}
