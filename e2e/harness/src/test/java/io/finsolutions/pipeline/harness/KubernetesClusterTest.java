package io.finsolutions.pipeline.harness;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class KubernetesClusterTest {
  private final KubernetesCluster none = KubernetesCluster.find("/no/such/file");

  @Test
  void whereThereIsNoClusterATestIsSkipped() {
    assertThatThrownBy(() -> none.requireOrSkip(false))
        .isInstanceOf(TestAbortedException.class)
        .hasMessageContaining("there is no file of KUBECONFIG=/no/such/file");
  }

  @Test
  void whereThereHasToBeAClusterATestFails() {
    assertThatThrownBy(() -> none.requireOrSkip(true))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("there is no file of KUBECONFIG=/no/such/file");
  }
}
