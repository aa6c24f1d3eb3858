package io.finsolutions.pipeline.bench.rig;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private static final Metrics METRICS =
      new Metrics(
          List.of(
              "# TYPE jvm_memory_used_bytes gauge",
              "jvm_memory_used_bytes{area=\"heap\",id=\"Eden Space\"} 1.5E7",
              "jvm_memory_used_bytes{area=\"heap\",id=\"Tenured Gen\"} 2.5E7",
              "jvm_memory_used_bytes{area=\"nonheap\",id=\"Metaspace\"} 9.0E7",
              "jvm_threads_live_threads 30.0"));

  @Test
  void theSeriesOfAMetricAreAddedUp() {
    assertThat(METRICS.sum("jvm_memory_used_bytes")).isEqualTo(1.3e8);
    assertThat(METRICS.sum("jvm_memory_used_bytes", "area=\"heap\"")).isEqualTo(4e7);
    assertThat(METRICS.sum("jvm_threads_live_threads")).isEqualTo(30);
  }

  @Test
  void aMetricThatIsNotThereIsZero() {
    assertThat(METRICS.sum("jvm_memory")).isZero();
  }
}
