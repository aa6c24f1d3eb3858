package io.finsolutions.pipeline.operator.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.finsolutions.pipeline.coinbase.CoinbaseEndpoints;
import io.finsolutions.pipeline.harness.RequestLog;
import io.finsolutions.pipeline.operator.OperatorService;
import io.finsolutions.pipeline.operator.OperatorSettings;
import io.finsolutions.pipeline.operator.OperatorSettings.Images;
import io.finsolutions.pipeline.operator.ServiceSettings;
import io.finsolutions.pipeline.operator.console.ConsoleAccount;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/** An operator that runs in the process of the test, and whose requests are written down. */
final class TestOperator implements AutoCloseable {
  /** What it makes pods run. None of these can be pulled, and nothing tries to. */
  static final Images IMAGES =
      new Images(
          "example.org/producer:1",
          "example.org/streaming:1",
          "example.org/batch:1",
          "example.org/postgres:17",
          "IfNotPresent");

  private static final ConsoleAccount CONSOLE = new ConsoleAccount("platform", "console");

  private final OperatorService service;
  private final RequestLog requests;

  private TestOperator(OperatorService service, RequestLog requests) {
    this.service = service;
    this.requests = requests;
  }

  /** Sees to the pairs of some namespaces, or of all if none is named. */
  static TestOperator start(Config config, String... namespaces) throws InterruptedException {
    return of(config, namespaces).start();
  }

  /** Another version of the same. */
  static TestOperator start(Config config, Images images, String... namespaces)
      throws InterruptedException {
    return of(config, namespaces).images(images).start();
  }

  /** One that lets only one copy work at a time, by a Lease in a namespace. */
  static TestOperator startWithLease(Config config, String lease, String driverRole)
      throws InterruptedException {
    return of(config).lease(lease, null).driverRole(driverRole).start();
  }

  /** One that is not started yet. */
  static Builder of(Config config, String... namespaces) {
    return new Builder(config, Set.of(namespaces));
  }

  /** What is special about an operator. */
  static final class Builder {
    private final Config config;
    private final Set<String> namespaces;
    private Images images = IMAGES;
    private String driverRole = "cryptopipeline-spark-driver";
    private Optional<ConsoleAccount> console = Optional.of(CONSOLE);
    private Clock clock = Clock.systemUTC();
    private Optional<CoinbaseEndpoints> exchange = Optional.empty();
    private Optional<BiPredicate<String, String>> astray = Optional.empty();
    private String leaseNamespace;
    private String name;

    private Builder(Config config, Set<String> namespaces) {
      this.config = config;
      this.namespaces = namespaces;
    }

    /** Makes pods run other images. */
    Builder images(Images value) {
      images = value;
      return this;
    }

    /** Gives drivers another role. */
    Builder driverRole(String value) {
      driverRole = value;
      return this;
    }

    /** Knows of no console. */
    Builder withoutConsole() {
      console = Optional.empty();
      return this;
    }

    /** Goes by another clock. */
    Builder clock(Clock value) {
      clock = value;
      return this;
    }

    /** Holds pairs against the list of an exchange. */
    Builder exchange(CoinbaseEndpoints value) {
      exchange = Optional.of(value);
      return this;
    }

    /** Works only while it holds a Lease, under a name of its own if none is given. */
    Builder lease(String namespace, String holder) {
      leaseNamespace = namespace;
      name = holder;
      return this;
    }

    /** Of its requests, those whose method and path are like this lead nowhere. */
    Builder astray(BiPredicate<String, String> value) {
      astray = Optional.of(value);
      return this;
    }

    /** Starts it. */
    TestOperator start() throws InterruptedException {
      TestOperator operator = prepare();
      try {
        operator.begin();
        return operator;
      } catch (RuntimeException e) {
        operator.close();
        throw e;
      }
    }

    /** Makes it, but does not start it. */
    TestOperator prepare() {
      KubernetesClientBuilder builder = new KubernetesClientBuilder().withConfig(config);
      astray.ifPresent(some -> builder.withHttpClientFactory(new Detours(some)));
      RequestLog requests = RequestLog.attach(builder);
      return new TestOperator(new OperatorService(settings(), builder.build(), clock), requests);
    }

    private ServiceSettings settings() {
      return new ServiceSettings(
          new OperatorSettings(
              images, exchange.orElseGet(CoinbaseEndpoints::production), driverRole, console),
          namespaces,
          leaseNamespace != null,
          leaseNamespace,
          name,
          exchange.isPresent(),
          Duration.ofSeconds(1),
          0);
    }
  }

  /** Starts one that was only prepared. */
  void begin() throws InterruptedException {
    service.start();
  }

  /** What one of its probes answers, as a status. */
  int probe(String path) throws IOException, InterruptedException {
    URI probe = URI.create("http://127.0.0.1:" + service.managementPort() + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(probe).build(), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  /** How many passes over pairs it has finished. */
  long passes() throws IOException, InterruptedException {
    URI metrics = URI.create("http://127.0.0.1:" + service.managementPort() + "/metrics");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofLines())
        .body()
        .filter(
            line -> line.startsWith("operator_sdk_controllers_execution_reconcile_success_total"))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  RequestLog requests() {
    return requests;
  }

  @Override
  public void close() {
    service.close();
  }
}
