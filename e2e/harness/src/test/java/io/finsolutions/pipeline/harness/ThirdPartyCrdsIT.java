package io.finsolutions.pipeline.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ThirdPartyCrdsIT {

  @ParameterizedTest
  @EnumSource
  void theKindsAreServedOnceInstalled(ThirdPartyCrds crds) {
    KubernetesClient client = KubernetesCluster.shared().requireOrSkip().client();
    crds.install(client);
    assertThat(crds.definitions())
        .allSatisfy(
            definition ->
                assertThat(
                        client
                            .genericKubernetesResources(
                                definition.getSpec().getGroup()
                                    + "/"
                                    + definition.getSpec().getVersions().get(0).getName(),
                                definition.getSpec().getNames().getKind())
                            .inAnyNamespace()
                            .list()
                            .getItems())
                    .isEmpty());
  }

  @Test
  void theKindsAreGoneOnceUninstalled() {
    KubernetesClient client = KubernetesCluster.shared().requireOrSkip().client();
    ThirdPartyCrds.CLOUDNATIVE_PG.install(client);
    ThirdPartyCrds.CLOUDNATIVE_PG.uninstall(client);
    assertThat(client.getApiResources("postgresql.cnpg.io/v1"))
        .satisfiesAnyOf(
            list -> assertThat(list).isNull(), list -> assertThat(list.getResources()).isEmpty());
  }
}
