package io.finsolutions.pipeline.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiRequestTest {

  @ParameterizedTest
  @CsvSource({
    "GET, /api/v1/pods, list, '', pods, '', '', ''",
    "GET, /api/v1/namespaces/a/pods, list, '', pods, '', a, ''",
    "GET, /api/v1/namespaces/a/pods/p, get, '', pods, '', a, p",
    "GET, /api/v1/namespaces/a/pods?watch=true&resourceVersion=1, watch, '', pods, '', a, ''",
    "POST, /apis/apps/v1/namespaces/a/deployments, create, apps, deployments, '', a, ''",
    "PUT, /apis/apps/v1/namespaces/a/deployments/d, update, apps, deployments, '', a, d",
    "PATCH, /apis/g.io/v1/namespaces/a/things/t/status, patch, g.io, things, status, a, t",
    "DELETE, /api/v1/namespaces/a/pods/p, delete, '', pods, '', a, p",
    "DELETE, /api/v1/namespaces/a/pods, deletecollection, '', pods, '', a, ''",
    "GET, /api/v1/namespaces, list, '', namespaces, '', '', ''",
    "GET, /api/v1/namespaces/a, get, '', namespaces, '', a, a",
    "PUT, /api/v1/namespaces/a/finalize, update, '', namespaces, finalize, a, a",
    "GET, /api/v1/namespaces/a/pods/p/log, get, '', pods, log, a, p",
    "GET, /version, get, '', '', '', '', ''",
    "GET, /apis, get, '', '', '', '', ''",
    "GET, /apis/apps/v1, get, '', '', '', '', ''",
    "GET, /api/v1, get, '', '', '', '', ''",
  })
  void aPathIsReadAsTheAccessRulesReadIt(
      String method,
      String path,
      String verb,
      String group,
      String resource,
      String subresource,
      String namespace,
      String name) {
    URI uri = URI.create("https://127.0.0.1:6443" + path);
    assertThat(ApiRequest.of(method, uri, 200))
        .isEqualTo(
            new ApiRequest(
                method, uri.getPath(), verb, group, resource, subresource, namespace, name, 200));
  }

  @Test
  void aWatchIsNoWrite() {
    URI uri = URI.create("https://h/api/v1/pods?watch=true");
    assertThat(ApiRequest.of("GET", uri, 101).isWrite()).isFalse();
  }

  @Test
  void aPatchIsAWriteEvenIfItIsForbidden() {
    ApiRequest request =
        ApiRequest.of("PATCH", URI.create("https://h/api/v1/namespaces/a/pods/p"), 403);
    assertThat(request.isWrite()).isTrue();
    assertThat(request.isForbidden()).isTrue();
  }
}
