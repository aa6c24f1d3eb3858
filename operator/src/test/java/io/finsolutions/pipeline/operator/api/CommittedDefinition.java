package io.finsolutions.pipeline.operator.api;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.File;
import java.util.concurrent.TimeUnit;

/** The definition of crds/, as people apply it. */
public final class CommittedDefinition {
  private static final File FILE = new File("../crds/cryptopipelines.finsolutions.io-v1.yml");
  private static final long SECONDS = 30;

  private CommittedDefinition() {}

  /** Applies it, and returns once resources of the kind can be made. */
  public static void apply(KubernetesClient client) {
    var definition = client.apiextensions().v1().customResourceDefinitions().load(FILE);
    definition.forceConflicts().serverSideApply();
    definition.waitUntilCondition(CommittedDefinition::isEstablished, SECONDS, TimeUnit.SECONDS);
  }

  private static boolean isEstablished(CustomResourceDefinition definition) {
    return definition != null
        && definition.getStatus() != null
        && definition.getStatus().getConditions().stream()
            .anyMatch(
                condition ->
                    condition.getType().equals("Established")
                        && condition.getStatus().equals("True"));
  }
}
