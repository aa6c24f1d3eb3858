package io.finsolutions.pipeline.harness;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** The kinds of other operators, as those ship them; crds/SOURCES.md says whence they come. */
public enum ThirdPartyCrds {
  /** SparkApplication of Kubeflow's Spark operator. */
  SPARK_OPERATOR("sparkoperator.k8s.io_sparkapplications.yaml.gz"),
  /** Kafka, KafkaTopic and KafkaUser of Strimzi. */
  STRIMZI(
      "kafka.strimzi.io_kafkas.yaml.gz",
      "kafka.strimzi.io_kafkatopics.yaml",
      "kafka.strimzi.io_kafkausers.yaml"),
  /** Cluster of CloudNativePG. */
  CLOUDNATIVE_PG("postgresql.cnpg.io_clusters.yaml.gz"),
  /** PodMonitor, ServiceMonitor and PrometheusRule of the Prometheus operator. */
  PROMETHEUS(
      "monitoring.coreos.com_podmonitors.yaml",
      "monitoring.coreos.com_servicemonitors.yaml",
      "monitoring.coreos.com_prometheusrules.yaml");

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final List<String> files;

  ThirdPartyCrds(String... files) {
    this.files = List.of(files);
  }

  /** The definitions. */
  public List<CustomResourceDefinition> definitions() {
    return files.stream().map(ThirdPartyCrds::read).toList();
  }

  /** Like {@link #install}, but leaves what somebody has installed as it is. */
  public void installMissing(KubernetesClient client) {
    if (definitions().stream().anyMatch(definition -> client.resource(definition).get() == null)) {
      install(client);
    }
  }

  /** Applies the definitions, and returns once the API server serves the kinds. */
  public void install(KubernetesClient client) {
    List<CustomResourceDefinition> definitions = definitions();
    definitions.forEach(
        definition ->
            client
                .resource(definition)
                .fieldManager("third-party")
                .forceConflicts()
                .serverSideApply());
    definitions.forEach(
        definition ->
            Eventually.await(
                definition.getMetadata().getName() + " is served",
                LIMIT,
                () -> isServed(client, definition)));
  }

  /** Deletes the definitions with all their objects, and returns once they are gone. */
  public void uninstall(KubernetesClient client) {
    List<CustomResourceDefinition> definitions = definitions();
    definitions.forEach(definition -> client.resource(definition).delete());
    definitions.forEach(
        definition ->
            Eventually.await(
                definition.getMetadata().getName() + " is gone",
                LIMIT,
                () ->
                    client.resource(definition).get() == null && !isAnyListed(client, definition)));
  }

  private static boolean isServed(KubernetesClient client, CustomResourceDefinition definition) {
    CustomResourceDefinition now = client.resource(definition).get();
    boolean established =
        now != null
            && now.getStatus() != null
            && now.getStatus().getConditions() != null
            && now.getStatus().getConditions().stream()
                .anyMatch(
                    condition ->
                        condition.getType().equals("Established")
                            && condition.getStatus().equals("True"));
    // Established comes a moment before discovery lists the kind.
    return established
        && served(definition).allMatch(version -> isListed(client, definition, version));
  }

  private static boolean isAnyListed(KubernetesClient client, CustomResourceDefinition definition) {
    return served(definition).anyMatch(version -> isListed(client, definition, version));
  }

  private static Stream<String> served(CustomResourceDefinition definition) {
    return definition.getSpec().getVersions().stream()
        .filter(CustomResourceDefinitionVersion::getServed)
        .map(CustomResourceDefinitionVersion::getName);
  }

  private static boolean isListed(
      KubernetesClient client, CustomResourceDefinition definition, String version) {
    var list = client.getApiResources(definition.getSpec().getGroup() + "/" + version);
    return list != null
        && list.getResources().stream()
            .anyMatch(
                resource -> resource.getName().equals(definition.getSpec().getNames().getPlural()));
  }

  private static CustomResourceDefinition read(String file) {
    try (InputStream raw = ThirdPartyCrds.class.getResourceAsStream("crds/" + file);
        InputStream yaml = file.endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
      return Serialization.unmarshal(yaml, CustomResourceDefinition.class);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
