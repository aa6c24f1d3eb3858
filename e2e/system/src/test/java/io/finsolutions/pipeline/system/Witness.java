package io.finsolutions.pipeline.system;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down when pods come, are ready and go, and what the statuses of pairs say when. */
final class Witness {
  /** A kind of the product, as a person without its classes sees it. */
  static final ResourceDefinitionContext PAIRS =
      new ResourceDefinitionContext.Builder()
          .withGroup("finsolutions.io")
          .withVersion("v1alpha1")
          .withKind("CryptoPipeline")
          .withNamespaced(true)
          .build();

  private final Map<String, Instant> readySince = new ConcurrentHashMap<>();
  private final Map<String, String> lastSaid = new ConcurrentHashMap<>();
  private final List<Statement> statements = new CopyOnWriteArrayList<>();
  private final KubernetesClient client;
  private final String namespace;

  /** What a status said, from when on. */
  record Statement(Instant at, String pair, String phase, String ready, String message) {}

  Witness(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
    client.pods().inNamespace(namespace).inform(new Pods());
  }

  /** Begins to listen to pairs; their kind has to be there. */
  void listenToPairs() {
    client.genericKubernetesResources(PAIRS).inNamespace(namespace).inform(new Statuses());
  }

  /** Since when a pod is ready, as it was seen here. */
  Optional<Instant> readySince(Pod pod) {
    return Optional.ofNullable(readySince.get(pod.getMetadata().getUid()));
  }

  /** What the status of a pair has said since a moment. */
  List<Statement> statements(String pair, Instant since) {
    return statements.stream()
        .filter(one -> one.pair().equals(pair) && !one.at().isBefore(since))
        .toList();
  }

  static boolean isReady(Pod pod) {
    return pod.getMetadata().getDeletionTimestamp() == null
        && pod.getStatus().getConditions().stream()
            .anyMatch(one -> one.getType().equals("Ready") && one.getStatus().equals("True"));
  }

  /** A condition of a pair, such as Ready. */
  static Optional<Map<String, Object>> condition(GenericKubernetesResource pair, String type) {
    List<Map<String, Object>> conditions = pair.get("status", "conditions");
    return conditions == null
        ? Optional.empty()
        : conditions.stream().filter(one -> type.equals(one.get("type"))).findFirst();
  }

  private final class Pods implements ResourceEventHandler<Pod> {
    @Override
    public void onAdd(Pod pod) {
      Timeline.tell("  pod %s is there", pod.getMetadata().getName());
      onUpdate(pod, pod);
    }

    @Override
    public void onUpdate(Pod before, Pod pod) {
      if (isReady(pod)
          && readySince.putIfAbsent(pod.getMetadata().getUid(), Instant.now()) == null) {
        Timeline.tell("  pod %s is ready", pod.getMetadata().getName());
      }
    }

    @Override
    public void onDelete(Pod pod, boolean finalStateUnknown) {
      Timeline.tell("  pod %s is gone", pod.getMetadata().getName());
    }
  }

  private final class Statuses implements ResourceEventHandler<GenericKubernetesResource> {
    @Override
    public void onAdd(GenericKubernetesResource pair) {
      onUpdate(pair, pair);
    }

    @Override
    public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource pair) {
      if (pair.get("status", "phase") == null) {
        return;
      }
      Map<String, Object> ready = condition(pair, "Ready").orElse(Map.of());
      Statement statement =
          new Statement(
              Instant.now(),
              pair.getMetadata().getName(),
              pair.get("status", "phase"),
              String.valueOf(ready.get("status")),
              String.valueOf(ready.get("message")));
      String said =
          "%s, Ready=%s: %s".formatted(statement.phase(), statement.ready(), statement.message());
      if (!said.equals(lastSaid.put(statement.pair(), said))) {
        statements.add(statement);
        Timeline.tell("  status of %s: %s", statement.pair(), said);
      }
    }

    @Override
    public void onDelete(GenericKubernetesResource pair, boolean finalStateUnknown) {
      Timeline.tell("  pair %s is gone", pair.getMetadata().getName());
      lastSaid.remove(pair.getMetadata().getName());
    }
  }
}
