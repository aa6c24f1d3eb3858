package io.finsolutions.pipeline.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SparkDefaultsTest {

  @Test
  void whatIsNotSetGetsADefault() {
    assertThat(missing("driver: {}, executor: {}, type: Java"))
        .isEqualTo(
            Map.of(
                "mode", "cluster",
                "restartPolicy", Map.of("type", "Never"),
                "driver", Map.of("cores", 1, "memory", "1g"),
                "executor", Map.of("cores", 1, "memory", "1g", "instances", 1)));
  }

  @Test
  void whatIsSetStays() {
    assertThat(
            missing(
                "type: Java, mode: cluster, restartPolicy: {type: Never},"
                    + " driver: {cores: 2, memory: 2g},"
                    + " executor: {cores: 2, memory: 2g, instances: 2}"))
        .isEmpty();
  }

  @Test
  void anApplicationThatIsRestartedWaitsInBetween() {
    assertThat(missing("restartPolicy: {type: Always, onFailureRetryInterval: 9}"))
        .containsEntry("restartPolicy", Map.of("onSubmissionFailureRetryInterval", 5));
  }

  @Test
  void whatSparkIsConfiguredWithNeedsNoDefault() {
    assertThat(missing("sparkConf: {spark.driver.memory: 4g}"))
        .containsEntry("driver", Map.of("cores", 1));
  }

  private static Map<String, Object> missing(String spec) {
    String yaml =
        """
        apiVersion: sparkoperator.k8s.io/v1beta2
        kind: SparkApplication
        spec: {%s}
        """
            .formatted(spec.strip());
    return SparkDefaults.missing(Serialization.unmarshal(yaml, GenericKubernetesResource.class));
  }
}
