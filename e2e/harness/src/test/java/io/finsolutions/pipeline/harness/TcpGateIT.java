package io.finsolutions.pipeline.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class TcpGateIT extends OnCluster {

  @Test
  void aCutGateRefusesAndARestoredOneLetsThrough() {
    Config direct = client.getConfiguration();
    try (TcpGate gate = TcpGate.to(direct);
        KubernetesClient through = impatient(gate.through(direct))) {
      assertThat(through.namespaces().withName(namespace.name()).get()).isNotNull();

      gate.cut();
      assertThatThrownBy(() -> through.namespaces().withName(namespace.name()).get())
          .isInstanceOf(KubernetesClientException.class);

      gate.restore();
      assertThat(through.namespaces().withName(namespace.name()).get()).isNotNull();
    }
  }

  @Test
  void aWatchThatWasDroppedGoesOn() {
    Config direct = client.getConfiguration();
    Set<String> seen = ConcurrentHashMap.newKeySet();
    try (TcpGate gate = TcpGate.to(direct);
        KubernetesClient through = impatient(gate.through(direct))) {
      try (SharedIndexInformer<ConfigMap> informer =
          through.configMaps().inNamespace(namespace.name()).inform(new Names(seen))) {
        client.resource(configMap("before")).create();
        Eventually.await("the first is seen", () -> seen.contains("before"));

        gate.dropConnections();
        client.resource(configMap("after")).create();

        Eventually.await("the second is seen", () -> seen.contains("after"));
        assertThat(informer.isRunning()).isTrue();
      }
    }
  }

  private static KubernetesClient impatient(Config config) {
    return new KubernetesClientBuilder()
        .withConfig(new ConfigBuilder(config).withRequestRetryBackoffLimit(0).build())
        .build();
  }

  private ConfigMap configMap(String name) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(namespace.name())
        .endMetadata()
        .build();
  }

  private record Names(Set<String> seen) implements ResourceEventHandler<ConfigMap> {
    @Override
    public void onAdd(ConfigMap map) {
      seen.add(map.getMetadata().getName());
    }

    @Override
    public void onUpdate(ConfigMap before, ConfigMap map) {}

    @Override
    public void onDelete(ConfigMap map, boolean finalStateUnknown) {}
  }
}
