package io.finsolutions.pipeline.operator.cluster;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.finsolutions.pipeline.harness.Eventually;
import io.finsolutions.pipeline.harness.KubernetesCluster;
import io.finsolutions.pipeline.harness.Scope;
import io.finsolutions.pipeline.harness.StandInKubelet;
import io.finsolutions.pipeline.harness.StandInSparkOperator;
import io.finsolutions.pipeline.harness.StandInTopicOperator;
import io.finsolutions.pipeline.harness.TestNamespace;
import io.finsolutions.pipeline.harness.ThirdPartyCrds;
import io.finsolutions.pipeline.operator.api.CommittedDefinition;
import io.finsolutions.pipeline.operator.api.CryptoPipeline;
import io.finsolutions.pipeline.operator.api.CryptoPipelineStatus;
import io.finsolutions.pipeline.operator.status.ConditionType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A namespace with everybody in it whom a pair needs, the operator aside. */
final class Surrounding implements AutoCloseable {
  /** The Kafka cluster of the namespace. */
  static final String CLUSTER = "events";

  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static boolean isPrepared;

  private final KubernetesClient client;
  private final TestNamespace namespace;
  private final StandInKubelet kubelet;
  private final StandInTopicOperator topics;
  private final StandInSparkOperator spark;

  private Surrounding(KubernetesClient client) {
    this.client = client;
    namespace = TestNamespace.create(client, "pair");
    Scope scope = Scope.namespaces(namespace.name());
    kubelet = StandInKubelet.start(client, scope);
    topics = StandInTopicOperator.start(client, scope);
    spark = StandInSparkOperator.startWithDriverPods(client, scope);
    client.resource(kafka(CLUSTER, namespace.name())).create();
  }

  /** Made for one test; what the cluster lacks of definitions is installed first. */
  static Surrounding create() {
    return new Surrounding(preparedClient());
  }

  /** A client of a cluster that has every definition. */
  static KubernetesClient preparedClient() {
    KubernetesClient client = KubernetesCluster.shared().requireOrSkip().client();
    prepare(client);
    return client;
  }

  private static synchronized void prepare(KubernetesClient client) {
    if (!isPrepared) {
      CommittedDefinition.apply(client);
      for (ThirdPartyCrds kinds : ThirdPartyCrds.values()) {
        kinds.install(client);
      }
      isPrepared = true;
    }
  }

  /** A Kafka cluster as Strimzi is asked for it. */
  static GenericKubernetesResource kafka(String name, String namespace) {
    return Serialization.unmarshal(
        """
        apiVersion: kafka.strimzi.io/v1
        kind: Kafka
        metadata: {name: %s, namespace: %s}
        spec:
          kafka:
            listeners:
              - {name: plain, port: 9092, type: internal, tls: false}
        """
            .formatted(name, namespace),
        GenericKubernetesResource.class);
  }

  KubernetesClient client() {
    return client;
  }

  String namespace() {
    return namespace.name();
  }

  StandInKubelet kubelet() {
    return kubelet;
  }

  StandInTopicOperator topics() {
    return topics;
  }

  StandInSparkOperator spark() {
    return spark;
  }

  /** Applies a pair whose spec is written in YAML, indented by two. */
  CryptoPipeline apply(String name, String spec) {
    CryptoPipeline pair =
        Serialization.unmarshal(
            """
            apiVersion: finsolutions.io/v1alpha1
            kind: CryptoPipeline
            metadata: {name: %s, namespace: %s}
            spec:
            """
                    .formatted(name, namespace())
                + spec.indent(2),
            CryptoPipeline.class);
    return client.resource(pair).fieldManager("a-person").forceConflicts().serverSideApply();
  }

  /** Applies the smallest pair that is of use. */
  CryptoPipeline applySmallest(String name) {
    return apply(
        name,
        """
        tradingPair: BTC-USD
        kafka:
          clusterRef:
            name: events
        """);
  }

  /** The pair as it is. */
  CryptoPipeline pair(String name) {
    return client.resources(CryptoPipeline.class).inNamespace(namespace()).withName(name).get();
  }

  /** A condition of a pair; empty while it is not there. */
  Optional<Condition> condition(String name, ConditionType type) {
    return Optional.ofNullable(pair(name))
        .map(CryptoPipeline::getStatus)
        .map(CryptoPipelineStatus::conditions)
        .flatMap(all -> all.stream().filter(one -> type.id().equals(one.getType())).findFirst());
  }

  /** Returns once a pair's every part works, as of its newest spec. */
  CryptoPipeline awaitReady(String name) {
    awaitCondition(name, ConditionType.READY, "True", "");
    return pair(name);
  }

  /** Returns once a condition of a pair is so, and its message has these words in it. */
  void awaitCondition(String name, ConditionType type, String status, String words) {
    Eventually.passes(
        LONGEST,
        () -> {
          CryptoPipeline pair = pair(name);
          Condition is =
              condition(name, type)
                  .orElseThrow(() -> new AssertionError(type + " is not there: " + describe(pair)));
          if (!is.getStatus().equals(status)
              || !is.getMessage().contains(words)
              || !pair.getMetadata().getGeneration().equals(is.getObservedGeneration())) {
            throw new AssertionError(
                type + " should be " + status + " with '" + words + "': " + describe(pair));
          }
        });
  }

  private static String describe(CryptoPipeline pair) {
    return pair == null ? "no such pair" : Serialization.asYaml(pair.getStatus());
  }

  @Override
  public void close() {
    kubelet.close();
    topics.close();
    spark.close();
    release(client, namespace());
    namespace.close();
  }

  /** Lets the pairs of a namespace go though there is no operator any more. */
  static void release(KubernetesClient client, String namespace) {
    client.resources(CryptoPipeline.class).inNamespace(namespace).list().getItems().stream()
        .filter(pair -> !pair.getFinalizers().isEmpty())
        .forEach(
            pair ->
                client
                    .resource(pair)
                    .edit(
                        one -> {
                          one.getMetadata().setFinalizers(List.of());
                          return one;
                        }));
  }
}
