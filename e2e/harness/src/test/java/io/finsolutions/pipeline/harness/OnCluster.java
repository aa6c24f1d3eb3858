package io.finsolutions.pipeline.harness;

import io.fabric8.kubernetes.client.KubernetesClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test on the real API server, with a namespace of its own. */
abstract class OnCluster {
  KubernetesClient client;
  TestNamespace namespace;

  @BeforeEach
  final void makeNamespace() {
    client = KubernetesCluster.shared().requireOrSkip().client();
    namespace = TestNamespace.create(client, "harness");
  }

  @AfterEach
  final void deleteNamespace() {
    if (namespace != null) {
      namespace.close();
    }
  }
}
