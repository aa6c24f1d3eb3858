package io.finsolutions.pipeline.operator;

import io.finsolutions.pipeline.operator.api.Phase;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many pairs are in which phase, as a metric. None of a single pair, which could be many. */
public final class Pipelines {
  private final Map<ResourceID, Phase> phases = new ConcurrentHashMap<>();

  /** Registers the metric. */
  public Pipelines(MeterRegistry registry) {
    for (Phase phase : Phase.values()) {
      Gauge.builder("pipeline.operator.pipelines", () -> count(phase))
          .description("Pairs, by phase")
          .tag("phase", name(phase))
          .register(registry);
    }
  }

  void note(ResourceID pair, Phase phase) {
    phases.put(pair, phase);
  }

  void forget(ResourceID pair) {
    phases.remove(pair);
  }

  private long count(Phase wanted) {
    return phases.values().stream().filter(phase -> phase == wanted).count();
  }

  private static String name(Phase phase) {
    return phase.name().charAt(0) + phase.name().substring(1).toLowerCase(Locale.ROOT);
  }
}
