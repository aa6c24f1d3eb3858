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
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import org.junit.jupiter.api.Test;

class RequestLogIT extends OnCluster {

  @Test
  void requestsAreLoggedWithTheVerbsOfTheAccessRules() {
    KubernetesClientBuilder builder =
        new KubernetesClientBuilder().withConfig(client.getConfiguration());
    RequestLog log = RequestLog.attach(builder);
    try (KubernetesClient logged = builder.build()) {
      var maps = logged.configMaps().inNamespace(namespace.name());
      ConfigMap map = logged.resource(configMap()).create();
      maps.withName("map").get();
      maps.list();
      try (Watch watch = maps.watch(new Ignore())) {
        assertThat(watch).isNotNull();
      }
      logged.resource(map).serverSideApply();
      maps.withName("map").delete();
      maps.delete();

      assertThat(log.requests())
          .extracting(ApiRequest::verb)
          .containsExactly("create", "get", "list", "watch", "patch", "delete", "deletecollection");
      assertThat(log.requests())
          .allMatch(
              request ->
                  request.resource().equals("configmaps")
                      && request.namespace().equals(namespace.name()));
      Eventually.passes(
          () ->
              assertThat(log.requests())
                  .extracting(ApiRequest::status)
                  .containsExactly(201, 200, 200, 101, 200, 200, 200));
      assertThat(log.writes())
          .extracting(ApiRequest::verb)
          .containsExactly("create", "patch", "delete", "deletecollection");
    }
  }

  @Test
  void whatIsNotAllowedIsForbiddenWatchesToo() {
    Config nobody =
        new ConfigBuilder(client.getConfiguration()).withImpersonateUsername("nobody").build();
    KubernetesClientBuilder builder = new KubernetesClientBuilder().withConfig(nobody);
    RequestLog log = RequestLog.attach(builder);
    try (KubernetesClient logged = builder.build()) {
      var maps = logged.configMaps().inNamespace(namespace.name());
      assertThatThrownBy(() -> maps.withName("map").get())
          .isInstanceOf(KubernetesClientException.class);
      assertThatThrownBy(() -> maps.watch(new Ignore()))
          .isInstanceOf(KubernetesClientException.class);
    }
    Eventually.passes(
        () ->
            assertThat(log.forbidden())
                .extracting(ApiRequest::verb)
                .containsExactly("get", "watch"));
    log.clear();
    assertThat(log.requests()).isEmpty();
  }

  private ConfigMap configMap() {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName("map")
        .withNamespace(namespace.name())
        .endMetadata()
        .build();
  }

  private static final class Ignore implements Watcher<ConfigMap> {
    @Override
    public void eventReceived(Action action, ConfigMap map) {}

    @Override
    public void onClose(WatcherException cause) {}
  }
}
