package io.finsolutions.pipeline.operator.cluster;

import io.fabric8.kubernetes.api.model.Pod;
import io.finsolutions.pipeline.harness.PodFate;
import io.finsolutions.pipeline.operator.pair.Component;
import io.finsolutions.pipeline.operator.pair.Labels;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** What becomes of the pods of each component of each pair; the usual, unless a test says other. */
final class Fates implements Function<Pod, PodFate> {
  private final Map<String, PodFate> fates = new ConcurrentHashMap<>();

  void set(String pair, Component component, PodFate fate) {
    fates.put(key(pair, component.id()), fate);
  }

  @Override
  public PodFate apply(Pod pod) {
    String component = Labels.componentOf(pod).orElse("");
    return Labels.pairOf(pod).stream()
        .map(ResourceID::getName)
        .map(pair -> fates.get(key(pair, component)))
        .filter(fate -> fate != null)
        .findFirst()
        .orElseGet(() -> PodFate.usual(pod));
  }

  private static String key(String pair, String component) {
    return pair + "/" + component;
  }
}
