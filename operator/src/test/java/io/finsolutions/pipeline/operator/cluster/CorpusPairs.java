package io.finsolutions.pipeline.operator.cluster;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.finsolutions.pipeline.harness.Eventually;
import io.finsolutions.pipeline.harness.Scope;
import io.finsolutions.pipeline.harness.StandInKubelet;
import io.finsolutions.pipeline.harness.StandInSparkOperator;
import io.finsolutions.pipeline.harness.StandInTopicOperator;
import io.finsolutions.pipeline.harness.TestNamespace;
import io.finsolutions.pipeline.operator.api.CryptoPipeline;
import io.finsolutions.pipeline.operator.foreign.PostgresCluster;
import io.finsolutions.pipeline.operator.foreign.SparkApplication;
import io.finsolutions.pipeline.operator.status.ConditionType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Every kind of pair that the API server takes, each in a namespace of its own, all of them well.
 */
final class CorpusPairs implements AutoCloseable {
  private static final Path FOLDER = Path.of("src/test/resources/valid");
  private static final String CLUSTER = "kafka";

  /** More than any of them asks for. */
  private static final int EXECUTORS = 8;

  private static final String CHANGES =
      """
      {"spec": {
        "restartNonce": 7,
        "streaming": {"executors": 0},
        "batch": {"schedule": "*/5 * * * *", "image": "example.org/batch:2", "executors": 0}}}
      """;

  private static final Duration LONGEST = Duration.ofSeconds(120);

  private final KubernetesClient client;
  private final Map<String, TestNamespace> namespaces = new LinkedHashMap<>();
  private final TestNamespace kafka;
  private final StandInKubelet kubelet;
  private final StandInTopicOperator topics;
  private final StandInSparkOperator spark;

  CorpusPairs(KubernetesClient client) throws IOException {
    this.client = client;
    kafka = TestNamespace.create(client, "kafka");
    for (Path file : files()) {
      namespaces.put(file.getFileName().toString(), TestNamespace.create(client, "corpus"));
    }
    Scope scope = Scope.namespaces(namespaces());
    kubelet = StandInKubelet.start(client, scope);
    topics = StandInTopicOperator.start(client, scope);
    spark = StandInSparkOperator.startWithDriverPods(client, scope);
    Stream.of(namespaces()).forEach(this::provide);
    for (Path file : files()) {
      apply(file);
    }
  }

  // Updates are two resources; the second is another of the same kinds.
  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(file -> !file.getFileName().toString().startsWith("valid-update"))
          .sorted()
          .toList();
    }
  }

  String[] namespaces() {
    return Stream.concat(namespaces.values().stream(), Stream.of(kafka))
        .map(TestNamespace::name)
        .toArray(String[]::new);
  }

  int count() {
    return namespaces.size();
  }

  private void provide(String namespace) {
    client.resource(Surrounding.kafka(CLUSTER, namespace)).create();
    secret(namespace, CLUSTER + "-cluster-ca-cert", Map.of("ca.crt", "CERTIFICATE"));
    secret(namespace, "kafka-ca", Map.of("ca.crt", "CERTIFICATE"));
    secret(namespace, "kafka-user", Map.of("username", "u", "password", "p"));
    secret(namespace, "store", Map.of("AWS_ACCESS_KEY_ID", "k", "AWS_SECRET_ACCESS_KEY", "s"));
    secret(
        namespace,
        "postgres",
        Map.of("host", "db.example.com", "dbname", "d", "username", "u", "password", "p"));
  }

  private void secret(String namespace, String name, Map<String, String> data) {
    client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .endMetadata()
                .withStringData(data)
                .build())
        .create();
  }

  private void apply(Path file) throws IOException {
    String text = Files.readString(file).replace("namespace: kafka", "namespace: " + kafka);
    CryptoPipeline pair = Serialization.unmarshal(text, CryptoPipeline.class);
    pair.getMetadata().setNamespace(namespaces.get(file.getFileName().toString()).name());
    client.resource(pair).create();
  }

  /** Returns once all of them work, or stand still if they are to. */
  void awaitSettled() {
    Eventually.passes(
        LONGEST,
        () -> {
          for (Map.Entry<String, TestNamespace> one : namespaces.entrySet()) {
            String namespace = one.getValue().name();
            runClusters(namespace);
            runExecutors(namespace);
            CryptoPipeline pair =
                client
                    .resources(CryptoPipeline.class)
                    .inNamespace(namespace)
                    .list()
                    .getItems()
                    .get(0);
            if (!isSettled(pair)) {
              throw new AssertionError(
                  one.getKey() + " is not ready: " + Serialization.asYaml(pair.getStatus()));
            }
          }
        });
  }

  /** Changes what makes the operator delete things, restart things, and start anew. */
  void changeEverything() {
    for (TestNamespace namespace : namespaces.values()) {
      client
          .resources(CryptoPipeline.class)
          .inNamespace(namespace.name())
          .list()
          .getItems()
          .forEach(pair -> patch(pair, CHANGES));
    }
  }

  /** Deletes all pairs, half of them with their data, and returns once they are gone. */
  void deleteAll() {
    int number = 0;
    for (TestNamespace namespace : namespaces.values()) {
      String policy = number++ % 2 == 0 ? "Delete" : "Retain";
      for (CryptoPipeline pair :
          client.resources(CryptoPipeline.class).inNamespace(namespace.name()).list().getItems()) {
        patch(pair, "{\"spec\":{\"deletionPolicy\":\"%s\"}}".formatted(policy));
        client.resource(pair).delete();
      }
    }
    Eventually.await(
        "all pairs are gone",
        LONGEST,
        () ->
            namespaces.values().stream()
                .allMatch(
                    one ->
                        client
                            .resources(CryptoPipeline.class)
                            .inNamespace(one.name())
                            .list()
                            .getItems()
                            .isEmpty()));
  }

  private void patch(CryptoPipeline pair, String change) {
    client.resource(pair).patch(PatchContext.of(PatchType.JSON_MERGE), change);
  }

  // In CloudNativePG's stead.
  private void runClusters(String namespace) {
    client.resources(PostgresCluster.class).inNamespace(namespace).list().getItems().stream()
        .filter(cluster -> cluster.getStatus() == null)
        .forEach(
            cluster -> {
              String name = cluster.getMetadata().getName();
              secret(namespace, name + "-app", Map.of("username", "u", "password", "p"));
              client
                  .resource(cluster)
                  .subresource("status")
                  .patch(
                      PatchContext.of(PatchType.JSON_MERGE),
                      "{\"status\":{\"instances\":1,\"readyInstances\":1}}");
            });
  }

  // In place of what the executors would tell the Spark operator.
  private void runExecutors(String namespace) {
    client.resources(SparkApplication.class).inNamespace(namespace).list().getItems().stream()
        .filter(job -> job.getStatus() != null && job.getStatus().executorState() == null)
        .filter(job -> job.getStatus().state().equals("RUNNING"))
        .filter(CorpusPairs::hasExecutors)
        .forEach(
            job ->
                client
                    .resource(job)
                    .subresource("status")
                    .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"status\":{\"executorState\":{%s}}}".formatted(running(EXECUTORS))));
  }

  private static boolean hasExecutors(SparkApplication job) {
    return job.getSpec().get("driver") instanceof Map<?, ?> driver
        && !driver.containsKey("kubernetesMaster");
  }

  private static String running(int executors) {
    return IntStream.rangeClosed(1, executors)
        .mapToObj(executor -> "\"exec-%d\":\"RUNNING\"".formatted(executor))
        .collect(Collectors.joining(","));
  }

  private static boolean isSettled(CryptoPipeline pair) {
    return pair.getStatus() != null
        && pair.getStatus().conditions().stream()
            .filter(one -> ConditionType.READY.id().equals(one.getType()))
            .filter(one -> pair.getMetadata().getGeneration().equals(one.getObservedGeneration()))
            .anyMatch(one -> one.getStatus().equals("True") || one.getReason().equals("Suspended"));
  }

  @Override
  public void close() {
    kubelet.close();
    topics.close();
    spark.close();
    for (TestNamespace namespace : namespaces.values()) {
      Surrounding.release(client, namespace.name());
      namespace.close();
    }
    kafka.close();
  }
}
