package io.finsolutions.pipeline.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.core.instrument.Counter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ManagementServerTest {
  private final SwitchedHealth health = new SwitchedHealth();
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final HttpClient client = HttpClient.newHttpClient();

  @ParameterizedTest
  @ValueSource(strings = {"/livez", "/readyz"})
  void aProbeOfASoundProcessAnswersOk(String path) throws Exception {
    try (var server = new ManagementServer(0, health, registry)) {
      HttpResponse<String> answer = get(server, path);

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("ok\n");
      assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain; charset=utf-8");
    }
  }

  @Test
  void aProcessThatDoesNotWorkRightNowSaysWhyAndStaysAlive() throws Exception {
    try (var server = new ManagementServer(0, health, registry)) {
      health.whyNotReady = Optional.of("no heartbeat for 7s – reconnecting");

      assertThat(get(server, "/readyz").statusCode()).isEqualTo(503);
      assertThat(get(server, "/readyz").body()).isEqualTo("no heartbeat for 7s – reconnecting\n");
      assertThat(get(server, "/livez").statusCode()).isEqualTo(200);

      health.whyNotReady = Optional.empty();
      assertThat(get(server, "/readyz").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void theMetricsOfEveryProcessAreThoseThatTheChartsDashboardShows() throws Exception {
    Path list = Path.of("../charts/src/test/resources/exported-metrics/process.txt");
    try (var server = new ManagementServer(0, health, registry)) {
      while (!get(server, "/metrics").body().contains("jvm_gc_pause_seconds_count")) {
        System.gc();
      }
      String metrics = get(server, "/metrics").body();

      assertThat(Files.readAllLines(list))
          .filteredOn(line -> !line.startsWith("#"))
          .isNotEmpty()
          .allSatisfy(name -> assertThat(metrics).containsPattern("(?m)^" + name + "[{ ]"));
    }
  }

  @Test
  void clientsThatNeverEndTheirRequestDoNotKeepItFromAnswering() throws Exception {
    List<Socket> clients = new ArrayList<>();
    try (var server = new ManagementServer(0, health, registry)) {
      for (int i = 0; i < 5; i++) {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port());
        clients.add(client);
        client.getOutputStream().write("GET /livez HTT".getBytes(StandardCharsets.US_ASCII));
      }

      assertThat(get(server, "/livez").statusCode()).isEqualTo(200);
    } finally {
      for (Socket client : clients) {
        client.close();
      }
    }
  }

  @Test
  void aProcessThatShouldBeRestartedSaysWhy() throws Exception {
    try (var server = new ManagementServer(0, health, registry)) {
      health.whyNotLive = Optional.of("the loop stands still");

      HttpResponse<String> answer = get(server, "/livez");
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).isEqualTo("the loop stands still\n");
    }
  }

  @Test
  void aCheckThatFailsItselfIsAProblemOfTheProcess() throws Exception {
    Health broken =
        new Health() {
          @Override
          public Optional<String> whyNotLive() {
            throw new IllegalStateException("odd");
          }

          @Override
          public Optional<String> whyNotReady() {
            return Optional.empty();
          }
        };
    try (var server = new ManagementServer(0, broken, registry)) {
      HttpResponse<String> answer = get(server, "/livez");

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).contains("odd");
      assertThat(get(server, "/readyz").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void metricsAreInPrometheusTextFormat() throws Exception {
    Counter trades =
        Counter.builder("pipeline.trades").tag("product", "BTC-USD").register(registry);
    trades.increment(3);
    try (var server = new ManagementServer(0, health, registry)) {
      HttpResponse<String> answer = get(server, "/metrics");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
          .startsWith("text/plain; version=0.0.4");
      assertThat(answer.body())
          .contains("pipeline_trades_total{product=\"BTC-USD\"} 3.0")
          .contains("jvm_memory_used_bytes")
          .contains("jvm_threads_live_threads")
          .contains("system_cpu_count");
    }
  }

  @Test
  void otherPathsAreNotFound() throws Exception {
    try (var server = new ManagementServer(0, health, registry)) {
      assertThat(get(server, "/").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void aPortThatIsTakenIsAFailureThatNamesIt() throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      int port = taken.getLocalPort();

      assertThatExceptionOfType(FailedException.class)
          .isThrownBy(() -> new ManagementServer(port, health, registry))
          .withMessageStartingWith("cannot listen on management port " + port + ": ");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 65_536})
  void aPortThatCannotBeIsAFailureThatNamesIt(int port) {
    assertThatExceptionOfType(FailedException.class)
        .isThrownBy(() -> new ManagementServer(port, health, registry))
        .withMessageStartingWith("cannot listen on management port " + port + ": ");
  }

  @Test
  void aClosedServerAnswersNoMoreAndGivesItsPortBack() throws Exception {
    ManagementServer server = new ManagementServer(0, health, registry);
    int port = server.port();
    get(server, "/livez");
    server.close();

    assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> get(port, "/livez"));
    try (var next = new ManagementServer(port, health, registry)) {
      assertThat(get(next, "/livez").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void itNeverKeepsAProcessAlive() throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    try (var server = new ManagementServer(0, health, registry)) {
      get(server, "/livez");

      assertThat(Thread.getAllStackTraces().keySet())
          .filteredOn(thread -> !before.contains(thread))
          .filteredOn(thread -> thread.getName().matches("management|HTTP-Dispatcher"))
          .hasSizeGreaterThanOrEqualTo(2)
          .allMatch(Thread::isDaemon);
    }
  }

  @Test
  void checksRunInTwoThreadsHoweverManyAsk() throws Exception {
    CountDownLatch twoAsked = new CountDownLatch(2);
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger running = new AtomicInteger();
    AtomicInteger mostRunning = new AtomicInteger();
    Health slow =
        new Health() {
          @Override
          public Optional<String> whyNotLive() {
            mostRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
            twoAsked.countDown();
            try {
              release.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            running.decrementAndGet();
            return Optional.empty();
          }

          @Override
          public Optional<String> whyNotReady() {
            return Optional.empty();
          }
        };
    try (var server = new ManagementServer(0, slow, registry)) {
      List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        answers.add(client.sendAsync(request(server.port(), "/livez"), BodyHandlers.ofString()));
      }
      assertThat(twoAsked.await(10, TimeUnit.SECONDS)).isTrue();
      release.countDown();

      assertThat(answers.stream().map(CompletableFuture::join).toList())
          .allMatch(answer -> answer.statusCode() == 200);
      assertThat(mostRunning).hasValue(2);
    }
  }

  private HttpResponse<String> get(ManagementServer server, String path)
      throws IOException, InterruptedException {
    return get(server.port(), path);
  }

  private HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
    return client.send(request(port, path), BodyHandlers.ofString());
  }

  private static HttpRequest request(int port, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Duration.ofSeconds(10))
        .build();
  }

  private static final class SwitchedHealth implements Health {
    volatile Optional<String> whyNotLive = Optional.empty();
    volatile Optional<String> whyNotReady = Optional.empty();

    @Override
    public Optional<String> whyNotLive() {
      return whyNotLive;
    }

    @Override
    public Optional<String> whyNotReady() {
      return whyNotReady;
    }
  }
}
