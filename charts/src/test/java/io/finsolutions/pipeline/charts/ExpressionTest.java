package io.finsolutions.pipeline.charts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExpressionTest {
  @Test
  void metricsAreToldFromFunctionsLabelsAndWords() {
    Expression expression =
        new Expression(
            "sum by (pod, le) (rate(one_bucket{area=\"heap\", pod=~\"$pod\"}[5m])) > 0.5 and on"
                + " (pod) two_total offset 5m unless max without (id) (three)");

    assertThat(expression.metrics()).containsExactly("one_bucket", "three", "two_total");
  }
}
