package io.finsolutions.pipeline.operator.monitoring;

import io.finsolutions.pipeline.operator.apply.Operand;
import io.finsolutions.pipeline.operator.apply.Surroundings;
import io.finsolutions.pipeline.operator.foreign.PodMonitor;
import io.finsolutions.pipeline.operator.pair.Component;
import io.finsolutions.pipeline.operator.pair.Pair;
import java.util.List;
import java.util.Map;

/** Tells Prometheus, where its operator is, which pods of a pair have metrics. */
public final class PairMonitor implements Operand<PodMonitor> {
  @Override
  public PodMonitor desired(Pair pair, Surroundings surroundings) {
    PodMonitor monitor = new PodMonitor();
    monitor.setMetadata(pair.owned(Component.PRODUCER, pair.name()));
    monitor.setSpec(
        Map.of(
            "selector",
            Map.of(
                "matchLabels",
                Map.of(
                    "app.kubernetes.io/instance",
                    pair.name(),
                    "app.kubernetes.io/name",
                    "crypto-pipeline")),
            "podTargetLabels",
            List.of("app.kubernetes.io/instance", "app.kubernetes.io/component"),
            "podMetricsEndpoints",
            List.of(Map.of("port", "management", "path", "/metrics", "interval", "15s"))));
    return monitor;
  }
}
