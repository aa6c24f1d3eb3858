package io.finsolutions.pipeline.operator.cluster;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.finsolutions.pipeline.harness.Eventually;
import io.finsolutions.pipeline.harness.KubernetesCluster;
import io.finsolutions.pipeline.harness.PodFate;
import io.finsolutions.pipeline.harness.Scope;
import io.finsolutions.pipeline.harness.StandInKubelet;
import io.finsolutions.pipeline.harness.StandInSparkOperator;
import io.finsolutions.pipeline.harness.StandInTopicOperator;
import io.finsolutions.pipeline.harness.TestNamespace;
import io.finsolutions.pipeline.harness.ThirdPartyCrds;
import io.finsolutions.pipeline.operator.api.CommittedDefinition;
import io.finsolutions.pipeline.operator.api.CryptoPipeline;
import io.finsolutions.pipeline.operator.api.CryptoPipelineStatus;
import io.finsolutions.pipeline.operator.pair.Component;
import io.finsolutions.pipeline.operator.status.ConditionType;
import io.finsolutions.pipeline.operator.status.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A namespace with everybody in it whom a pair needs, the operator aside. */
final class Surrounding implements AutoCloseable {
  /** The Kafka cluster of the namespace. */
  static final String CLUSTER = "events";

  /** So soon a status says what is wrong. */
  static final Duration SOON = Duration.ofSeconds(10);

  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static boolean isPrepared;

  private final KubernetesClient client;
  private final TestNamespace namespace;
  private final Fates fates = new Fates();
  private final AtomicInteger nudges = new AtomicInteger();
  private final StandInKubelet kubelet;
  private final StandInTopicOperator topics;
  private final StandInSparkOperator spark;

  private Surrounding(KubernetesClient client, Map<String, String> labels) {
    this.client = client;
    namespace = TestNamespace.create(client, "pair", labels);
    Scope scope = Scope.namespaces(namespace.name());
    kubelet = StandInKubelet.start(client, scope, fates);
    topics = StandInTopicOperator.start(client, scope);
    spark = StandInSparkOperator.startWithDriverPods(client, scope);
    client.resource(kafka(CLUSTER, namespace.name())).create();
  }

  /** Made for one test; what the cluster lacks of definitions is installed first. */
  static Surrounding create() {
    return create(Map.of());
  }

  /** The same, in a namespace with labels. */
  static Surrounding create(Map<String, String> labels) {
    return new Surrounding(preparedClient(), labels);
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

  /** Applies a pair with topics of its own, so that there can be several in the namespace. */
  CryptoPipeline applyOwn(String name) {
    return apply(name, own(name));
  }

  /** The spec of a pair with topics of its own. */
  static String own(String name) {
    return """
    tradingPair: BTC-USD
    kafka:
      clusterRef:
        name: events
      topics:
        prefix: %s.
    """
        .formatted(name);
  }

  /** Changes a pair as a patch says that is written in YAML. */
  CryptoPipeline patch(String name, String yaml) {
    return patch(CryptoPipeline.class, name, yaml);
  }

  /** Changes a resource as a patch says that is written in YAML, in somebody else's name. */
  <R extends HasMetadata> R patch(Class<R> kind, String name, String yaml) {
    String json = Serialization.asJson(Serialization.unmarshal(yaml, Map.class));
    return resource(kind, name)
        .patch(
            new PatchContext.Builder()
                .withPatchType(PatchType.JSON_MERGE)
                .withFieldManager("somebody")
                .build(),
            json);
  }

  /** A resource of the namespace. */
  <R extends HasMetadata> Resource<R> resource(Class<R> kind, String name) {
    return client.resources(kind).inNamespace(namespace()).withName(name);
  }

  /** A resource of the namespace; fails if it is not there. */
  <R extends HasMetadata> R get(Class<R> kind, String name) {
    R found = resource(kind, name).get();
    if (found == null) {
      throw new AssertionError("there is no " + kind.getSimpleName() + " " + name);
    }
    return found;
  }

  /** Whether a resource is in the namespace. */
  boolean exists(Class<? extends HasMetadata> kind, String name) {
    return resource(kind, name).get() != null;
  }

  /**
   * What the operator made of a kind for a pair, by name: {@link #all} without the batch runs of
   * the pair's schedule, which fall due whenever the clock says so.
   */
  <R extends HasMetadata> Map<String, R> made(Class<R> kind, String pair) {
    return all(kind, pair).entrySet().stream()
        .filter(one -> !isOfSchedule(one.getValue()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static boolean isOfSchedule(HasMetadata made) {
    return made.getMetadata().getOwnerReferences().stream()
        .anyMatch(owner -> owner.getKind().equals("CronJob"));
  }

  /** What there is of a kind for a pair, by name. */
  <R extends HasMetadata> Map<String, R> all(Class<R> kind, String pair) {
    return client
        .resources(kind)
        .inNamespace(namespace())
        .withLabel("app.kubernetes.io/instance", pair)
        .list()
        .getItems()
        .stream()
        .collect(Collectors.toMap(one -> one.getMetadata().getName(), Function.identity()));
  }

  /** Makes a Secret, or gives one that is there other values. */
  void secret(String name, Map<String, String> values) {
    client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace())
                .endMetadata()
                .withStringData(values)
                .build())
        .createOr(NonDeletingOperation::update);
  }

  /** From now on the pods of a component of a pair fare so. */
  void fate(String pair, Component component, PodFate fate) {
    fates.set(pair, component, fate);
    kubelet.reconsider();
  }

  /** From now on no pod that is made gets to run. */
  void holdPods() {
    kubelet.decide(pod -> PodFate.PENDING);
  }

  /** Lets the pods run that were held. */
  void letPodsRun() {
    kubelet.decide(fates);
  }

  /** Lets the operator look at every pair of the namespace now. */
  void nudge() {
    client
        .resource(kafka(CLUSTER, namespace()))
        .edit(
            kafka ->
                new GenericKubernetesResourceBuilder(kafka)
                    .editMetadata()
                    .addToAnnotations("nudge", Integer.toString(nudges.incrementAndGet()))
                    .endMetadata()
                    .build());
  }

  /** The events about a pair, as reason: message. */
  List<String> events(String pair) {
    return client
        .v1()
        .events()
        .inNamespace(namespace())
        .withField("involvedObject.name", pair)
        .list()
        .getItems()
        .stream()
        .map(event -> event.getReason() + ": " + event.getMessage())
        .toList();
  }

  /** How often the speed layer of a pair was started. */
  int submissions(String pair) {
    return spark.submissions(namespace(), pair + "-streaming");
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
    awaitCondition(LONGEST, name, type, status, words);
  }

  /** The same, within a time. */
  void awaitCondition(
      Duration longest, String name, ConditionType type, String status, String words) {
    Eventually.passes(
        longest,
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

  /** Returns once a condition of a pair is false for a reason, in these words. */
  void awaitFailure(String name, ConditionType type, Reason reason, String words) {
    Eventually.passes(
        SOON,
        () -> {
          Condition is = condition(name, type).orElseGet(Condition::new);
          if (!"False".equals(is.getStatus())
              || !reason.id().equals(is.getReason())
              || !is.getMessage().contains(words)) {
            throw new AssertionError(
                type + " should be " + reason + " with '" + words + "': " + describe(pair(name)));
          }
        });
  }

  static String describe(CryptoPipeline pair) {
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
