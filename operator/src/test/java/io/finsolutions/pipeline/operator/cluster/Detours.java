package io.finsolutions.pipeline.operator.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.util.function.BiPredicate;

/** Sends requests where nothing is: they are answered 404, and what they ask is not done. */
final class Detours extends JdkHttpClientFactory {
  private final BiPredicate<String, String> astray;

  /** Of all requests, those whose method and path are like this. */
  Detours(BiPredicate<String, String> astray) {
    this.astray = astray;
  }

  @Override
  public HttpClient.Builder newBuilder(Config config) {
    return super.newBuilder(config).addOrReplaceInterceptor("detours", new Signpost());
  }

  private final class Signpost implements Interceptor {
    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
      if (astray.test(request.method(), request.uri().getPath())) {
        builder.uri(request.uri().resolve("/astray"));
      }
    }
  }
}
