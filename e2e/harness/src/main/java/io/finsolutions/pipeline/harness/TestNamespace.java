package io.finsolutions.pipeline.harness;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Map;

/** A namespace of a test's own, with a name that no other has. */
public final class TestNamespace implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final KubernetesClient client;
  private final String name;

  private TestNamespace(KubernetesClient client, String name) {
    this.client = client;
    this.name = name;
  }

  /** Makes a namespace whose name begins so, and returns once pods can be made in it. */
  public static TestNamespace create(KubernetesClient client, String prefix) {
    return create(client, prefix, Map.of());
  }

  /** The same, with labels. */
  public static TestNamespace create(
      KubernetesClient client, String prefix, Map<String, String> labels) {
    String name =
        client
            .resource(
                new NamespaceBuilder()
                    .withNewMetadata()
                    .withGenerateName(prefix + "-")
                    .withLabels(labels)
                    .endMetadata()
                    .build())
            .create()
            .getMetadata()
            .getName();
    Eventually.await(
        "namespace " + name + " has its default service account",
        () -> client.serviceAccounts().inNamespace(name).withName("default").get() != null);
    return new TestNamespace(client, name);
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** Deletes it, and returns once it is gone with all that was in it. */
  public void deleteAndWait() {
    close();
    Eventually.await(
        "namespace " + name + " is gone",
        LIMIT,
        () -> client.namespaces().withName(name).get() == null);
  }

  /** Deletes it, and does not wait until it is gone. */
  @Override
  public void close() {
    client.namespaces().withName(name).delete();
  }

  @Override
  public String toString() {
    return name;
  }
}
