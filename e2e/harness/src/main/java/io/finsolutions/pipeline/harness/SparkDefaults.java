package io.finsolutions.pipeline.harness;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.LinkedHashMap;
import java.util.Map;

/** The values that Kubeflow's webhook gives to fields of a SparkApplication that are not set. */
final class SparkDefaults {
  private static final int RETRY_SECONDS = 5;

  private final GenericKubernetesResource application;
  private final Map<String, Object> missing = new LinkedHashMap<>();

  private SparkDefaults(GenericKubernetesResource application) {
    this.application = application;
  }

  /** A merge patch of the spec; empty if nothing is missing. */
  static Map<String, Object> missing(GenericKubernetesResource application) {
    return new SparkDefaults(application).all();
  }

  private Map<String, Object> all() {
    value("Scala", "type");
    value("cluster", "mode");
    value("Never", "restartPolicy", "type");
    String restart = application.get("spec", "restartPolicy", "type");
    if (restart != null && !restart.equals("Never")) {
      value(RETRY_SECONDS, "restartPolicy", "onFailureRetryInterval");
      value(RETRY_SECONDS, "restartPolicy", "onSubmissionFailureRetryInterval");
    }
    for (String role : new String[] {"driver", "executor"}) {
      unlessConfigured("spark." + role + ".cores", 1, role, "cores");
      unlessConfigured("spark." + role + ".memory", "1g", role, "memory");
    }
    if (!Boolean.TRUE.equals(application.get("spec", "dynamicAllocation", "enabled"))) {
      unlessConfigured("spark.executor.instances", 1, "executor", "instances");
    }
    return missing;
  }

  private void unlessConfigured(String configuration, Object value, String... path) {
    Map<String, Object> configured = application.get("spec", "sparkConf");
    if (configured == null || !configured.containsKey(configuration)) {
      value(value, path);
    }
  }

  private void value(Object value, String... path) {
    Object[] whole = new Object[path.length + 1];
    whole[0] = "spec";
    System.arraycopy(path, 0, whole, 1, path.length);
    if (application.get(whole) != null) {
      return;
    }
    if (path.length == 1) {
      missing.put(path[0], value);
    } else {
      @SuppressWarnings("unchecked")
      Map<String, Object> section =
          (Map<String, Object>)
              missing.computeIfAbsent(path[0], none -> new LinkedHashMap<String, Object>());
      section.put(path[1], value);
    }
  }
}
