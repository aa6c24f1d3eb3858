package io.finsolutions.pipeline.harness;

import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Every request of a client, watches too, in the order in which they were sent. A request that the
 * client repeats counts each time. A request is in the log as soon as it is sent; the status of its
 * answer may come a moment after the caller has the answer.
 */
public final class RequestLog {
  /** Tells which answer belongs to which request; the API server does not mind it. */
  private static final String NUMBER = "X-Request-Number";

  private final AtomicLong numbers = new AtomicLong();
  private final ConcurrentNavigableMap<Long, ApiRequest> requests = new ConcurrentSkipListMap<>();

  private RequestLog() {}

  /** Logs the requests of the client that is built next; takes the builder's one HTTP hook. */
  public static RequestLog attach(KubernetesClientBuilder builder) {
    RequestLog log = new RequestLog();
    builder.withHttpClientBuilderConsumer(
        http -> http.addOrReplaceInterceptor("request-log", log.new Recorder()));
    return log;
  }

  /** All requests so far. */
  public List<ApiRequest> requests() {
    return List.copyOf(requests.values());
  }

  /** Those that would change something. */
  public List<ApiRequest> writes() {
    return requests().stream().filter(ApiRequest::isWrite).toList();
  }

  /** Those that the access rules do not allow. */
  public List<ApiRequest> forbidden() {
    return requests().stream().filter(ApiRequest::isForbidden).toList();
  }

  /** Forgets them. */
  public void clear() {
    requests.clear();
  }

  private final class Recorder implements Interceptor {
    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
      long number = numbers.incrementAndGet();
      requests.put(number, ApiRequest.of(request.method(), request.uri(), ApiRequest.NO_ANSWER));
      builder.setHeader(NUMBER, Long.toString(number));
    }

    @Override
    public void after(
        HttpRequest request,
        HttpResponse<?> response,
        AsyncBody.Consumer<List<ByteBuffer>> consumer) {
      String number = request.header(NUMBER);
      if (number != null) {
        requests.computeIfPresent(
            Long.valueOf(number), (key, sent) -> sent.answered(response.code()));
      }
    }
  }
}
