package io.finsolutions.pipeline.operator;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.finsolutions.pipeline.coinbase.CoinbaseRest;
import io.finsolutions.pipeline.coinbase.CoinbaseSettings;
import io.finsolutions.pipeline.operator.api.CryptoPipeline;
import io.finsolutions.pipeline.operator.apply.KindsPresent;
import io.finsolutions.pipeline.operator.events.EventRecorder;
import io.finsolutions.pipeline.operator.products.PairCheck;
import io.finsolutions.pipeline.operator.products.ProductList;
import io.finsolutions.pipeline.service.FailedException;
import io.finsolutions.pipeline.service.ManagementServer;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.OperatorException;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetrics;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operator as a process: its client, its controller, its probes and metrics. */
public final class OperatorService implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OperatorService.class);

  /** A pass that was begun is brought to its end. */
  private static final Duration LAST_PASSES = Duration.ofSeconds(10);

  private static final Duration FIRST_PRODUCTS = Duration.ofSeconds(5);
  private static final int PASSES_AT_ONCE = 16;
  private static final int FIRST_RETRY_MILLIS = 500;
  private static final double RETRY_GROWTH = 2;
  private static final int LONGEST_RETRY_MILLIS = 30_000;

  private final ServiceSettings settings;
  private final Clock clock;
  private final Optional<OperatorLease> lease;
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean isClosing;
  private volatile boolean hasLostLease;
  private final KubernetesClient client;
  private final Operator operator;
  private final OperatorHealth health;
  private final ManagementServer management;
  private PipelineReconciler reconciler;

  /** Connects to the cluster that the process is in, or that its kubeconfig names. */
  public OperatorService(ServiceSettings settings) {
    this(settings, new KubernetesClientBuilder().build(), Clock.systemUTC());
  }

  /** Uses a client, and closes it in the end. */
  public OperatorService(ServiceSettings settings, KubernetesClient client, Clock clock) {
    this.settings = settings;
    this.client = client;
    this.clock = clock;
    lease =
        settings.leaderElection()
            ? Optional.of(new OperatorLease(settings.namespace(), settings.podName()))
            : Optional.empty();
    operator = new Operator(this::configure);
    health = new OperatorHealth(operator, clock);
    management = new ManagementServer(settings.managementPort(), health, registry);
  }

  /**
   * Starts to see to pairs; with leader election, as soon as no other copy does.
   *
   * @throws FailedException if the cluster is not reached, or lacks the custom resource definition
   */
  public void start() throws InterruptedException {
    reconciler = new PipelineReconciler(settings.operator(), parts(), new Pipelines(registry));
    try {
      operator.register(
          reconciler,
          overrider -> {
            overrider.withRetry(retry());
            if (!settings.watchNamespaces().isEmpty()) {
              overrider.settingNamespaces(settings.watchNamespaces());
            }
          });
      operator.start();
    } catch (OperatorException | KubernetesClientException e) {
      throw new FailedException("cannot start: " + whyNot(rootCause(e)), e);
    }
    health.started();
    LOG.info(
        "started namespaces={} management_port={}",
        settings.watchNamespaces().isEmpty() ? "all" : settings.watchNamespaces(),
        management.port());
  }

  /** The port of the probes and the metrics. */
  public int managementPort() {
    return management.port();
  }

  /**
   * Returns once the operator is closed.
   *
   * @throws FailedException if another copy may have taken over meanwhile
   */
  public void awaitEnd() throws InterruptedException {
    ended.await();
    if (hasLostLease) {
      throw new FailedException("the Lease could not be renewed: another copy may have taken over");
    }
  }

  // Two that work at a time would undo each other's work; a new process starts from what there is.
  private void leaseLost() {
    if (!isClosing) {
      hasLostLease = true;
      new Thread(this::close, "stop").start();
    }
  }

  @Override
  public synchronized void close() {
    if (isClosing) {
      return;
    }
    isClosing = true;
    operator.stop();
    lease.ifPresent(own -> own.release(client));
    if (reconciler != null) {
      reconciler.close();
    }
    management.close();
    client.close();
    ended.countDown();
    LOG.info("stopped");
  }

  private void configure(ConfigurationServiceOverrider overrider) {
    overrider
        .withKubernetesClient(client)
        .withCloseClientOnStop(false)
        .withMetrics(MicrometerMetrics.withoutPerResourceMetrics(registry))
        .withConcurrentReconciliationThreads(PASSES_AT_ONCE)
        .withReconciliationTerminationTimeout(LAST_PASSES)
        // Events of what was written just now are told by its version, without an annotation.
        .withPreviousAnnotationForDependentResources(false);
    lease.ifPresent(
        own -> overrider.withLeaderElectionConfiguration(own.election(this::leaseLost)));
  }

  private static GenericRetry retry() {
    return new GenericRetry()
        .setMaxAttempts(-1)
        .setInitialInterval(FIRST_RETRY_MILLIS)
        .setIntervalMultiplier(RETRY_GROWTH)
        .setMaxInterval(LONGEST_RETRY_MILLIS);
  }

  private OperatorParts parts() throws InterruptedException {
    return new OperatorParts(
        new KindsPresent(client, System::nanoTime),
        new EventRecorder(client, clock),
        pairCheck(),
        settings.freshnessInterval(),
        clock);
  }

  private PairCheck pairCheck() throws InterruptedException {
    if (!settings.checkProducts()) {
      return PairCheck.NONE;
    }
    CoinbaseRest rest =
        new CoinbaseRest(
            CoinbaseSettings.of(settings.operator().exchange()).withRequestAttempts(1));
    ProductList products = new ProductList(ProductList.of(rest), clock);
    products.ask(FIRST_PRODUCTS);
    return products;
  }

  // All other kinds that are watched from the first are Kubernetes' own, or looked for before.
  private static String whyNot(Throwable cause) {
    return cause instanceof KubernetesClientException answer
            && answer.getCode() == HttpURLConnection.HTTP_NOT_FOUND
        ? "this cluster has no "
            + HasMetadata.getFullResourceName(CryptoPipeline.class)
            + ": apply the custom resource definition that comes with the operator"
        : cause.getMessage();
  }

  private static Throwable rootCause(Throwable failure) {
    return failure.getCause() == null ? failure : rootCause(failure.getCause());
  }
}
