package io.finsolutions.pipeline.operator.pods;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.net.URI;
import org.junit.jupiter.api.Test;

class ManagementPortTest {
  @Test
  void aPodAnswersAtItsAddress() {
    assertThat(ManagementPort.of(at("10.0.0.7"))).contains(URI.create("http://10.0.0.7:8080"));
    assertThat(ManagementPort.of(at("fd00::7"))).contains(URI.create("http://[fd00::7]:8080"));
  }

  @Test
  void aPodWithoutAnAddressAnswersNowhere() {
    assertThat(ManagementPort.of(at(null))).isEmpty();
    assertThat(ManagementPort.of(new Pod())).isEmpty();
  }

  private static Pod at(String address) {
    return new PodBuilder().withNewStatus().withPodIP(address).endStatus().build();
  }
}
