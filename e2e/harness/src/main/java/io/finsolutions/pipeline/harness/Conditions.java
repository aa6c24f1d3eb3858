package io.finsolutions.pipeline.harness;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The status of Strimzi's kinds: one condition, and the generation that it is about. */
final class Conditions {
  private static final String TIME = "lastTransitionTime";

  private Conditions() {}

  /** A condition that is to be the only one; reason and message are null where all is well. */
  static Map<String, Object> only(String type, boolean holds, String reason, String message) {
    Map<String, Object> condition = new LinkedHashMap<>();
    condition.put("type", type);
    condition.put("status", holds ? "True" : "False");
    if (reason != null) {
      condition.put("reason", reason);
      condition.put("message", message);
    }
    return condition;
  }

  /** Writes the condition and further fields, unless the status says the same already. */
  static void write(
      Patches patches,
      GenericKubernetesResource resource,
      Map<String, Object> condition,
      Map<String, Object> further) {
    Map<String, Object> status = new LinkedHashMap<>(further);
    status.put("observedGeneration", resource.getMetadata().getGeneration());
    Map<String, Object> before = before(resource);
    boolean same =
        status.entrySet().stream()
            .allMatch(field -> same(field.getValue(), resource.get("status", field.getKey())));
    if (same && condition.equals(without(before))) {
      return;
    }
    Map<String, Object> timed = new LinkedHashMap<>(condition);
    boolean flips =
        !Objects.equals(condition.get("type"), before.get("type"))
            || !Objects.equals(condition.get("status"), before.get("status"));
    String now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS).toString();
    timed.put(TIME, flips ? now : before.get(TIME));
    status.put("conditions", List.of(timed));
    patches.status(resource, status);
  }

  private static boolean same(Object wanted, Object found) {
    return Objects.toString(wanted, "").equals(Objects.toString(found, ""));
  }

  private static Map<String, Object> before(GenericKubernetesResource resource) {
    Map<String, Object> condition = resource.get("status", "conditions", 0);
    return condition == null ? Map.of() : condition;
  }

  private static Map<String, Object> without(Map<String, Object> condition) {
    Map<String, Object> timeless = new LinkedHashMap<>(condition);
    timeless.remove(TIME);
    return timeless;
  }
}
