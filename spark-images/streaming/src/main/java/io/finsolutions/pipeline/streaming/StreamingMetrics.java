package io.finsolutions.pipeline.streaming;

import io.finsolutions.pipeline.streaming.engine.EngineMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/**
 * The metrics of this process: one of each in a Java virtual machine, however many queries it runs.
 */
final class StreamingMetrics {
  static final PrometheusMeterRegistry REGISTRY =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  static final EngineMetrics ENGINE = new EngineMetrics(REGISTRY);

  private StreamingMetrics() {}
}
