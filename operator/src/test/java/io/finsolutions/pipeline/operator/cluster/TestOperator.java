package io.finsolutions.pipeline.operator.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.finsolutions.pipeline.coinbase.CoinbaseEndpoints;
import io.finsolutions.pipeline.harness.RequestLog;
import io.finsolutions.pipeline.operator.OperatorService;
import io.finsolutions.pipeline.operator.OperatorSettings;
import io.finsolutions.pipeline.operator.OperatorSettings.Images;
import io.finsolutions.pipeline.operator.ServiceSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;

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

  private final OperatorService service;
  private final RequestLog requests;

  private TestOperator(Config config, ServiceSettings settings) throws InterruptedException {
    KubernetesClientBuilder builder = new KubernetesClientBuilder().withConfig(config);
    requests = RequestLog.attach(builder);
    service = new OperatorService(settings, builder.build());
    service.start();
  }

  /** Sees to the pairs of some namespaces, or of all if none is named. */
  static TestOperator start(Config config, String... namespaces) throws InterruptedException {
    return start(config, IMAGES, namespaces);
  }

  /** Another version of the same. */
  static TestOperator start(Config config, Images images, String... namespaces)
      throws InterruptedException {
    return new TestOperator(config, settings(images, Set.of(namespaces)));
  }

  /** One that lets only one copy work at a time, by a Lease in a namespace. */
  static TestOperator startWithLease(Config config, String lease, String driverRole)
      throws InterruptedException {
    return new TestOperator(
        config,
        new ServiceSettings(
            new OperatorSettings(IMAGES, CoinbaseEndpoints.production(), driverRole),
            Set.of(),
            true,
            lease,
            null,
            false,
            Duration.ofSeconds(1),
            0));
  }

  private static ServiceSettings settings(Images images, Set<String> namespaces) {
    return new ServiceSettings(
        new OperatorSettings(images, CoinbaseEndpoints.production(), "cryptopipeline-spark-driver"),
        namespaces,
        false,
        null,
        null,
        false,
        Duration.ofSeconds(1),
        0);
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
