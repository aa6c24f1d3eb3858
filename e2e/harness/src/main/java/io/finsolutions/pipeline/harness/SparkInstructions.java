package io.finsolutions.pipeline.harness;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What a test wants to go wrong with its SparkApplications, by namespace and name. */
final class SparkInstructions {
  private final Map<String, SparkState> holds = new ConcurrentHashMap<>();
  private final Map<String, String> failures = new ConcurrentHashMap<>();
  private final Map<String, String> refusals = new ConcurrentHashMap<>();

  void hold(String key, SparkState state) {
    holds.put(key, state);
  }

  void fail(String key, String message) {
    failures.put(key, message);
  }

  void refuse(String key, String message) {
    refusals.put(key, message);
  }

  void forget(String key) {
    holds.remove(key);
    failures.remove(key);
    refusals.remove(key);
  }

  boolean holds(GenericKubernetesResource application, SparkState state) {
    return holds.get(key(application)) == state;
  }

  Optional<String> failure(GenericKubernetesResource application) {
    return Optional.ofNullable(failures.get(key(application)));
  }

  void hasFailed(GenericKubernetesResource application) {
    failures.remove(key(application));
  }

  Optional<String> refusal(GenericKubernetesResource application) {
    return Optional.ofNullable(refusals.get(key(application)));
  }

  static String key(GenericKubernetesResource application) {
    return application.getMetadata().getNamespace() + "/" + application.getMetadata().getName();
  }
}
