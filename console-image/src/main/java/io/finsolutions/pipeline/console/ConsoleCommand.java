package io.finsolutions.pipeline.console;

import io.finsolutions.pipeline.console.access.Access;
import io.finsolutions.pipeline.console.access.AccessSettings;
import io.finsolutions.pipeline.console.live.LiveHub;
import io.finsolutions.pipeline.console.pipelines.ConfiguredPipelines;
import io.finsolutions.pipeline.console.pipelines.KubernetesPipelines;
import io.finsolutions.pipeline.console.pipelines.PipelineSource;
import io.finsolutions.pipeline.console.pipelines.Pipelines;
import io.finsolutions.pipeline.console.signal.CurrentSignals;
import io.finsolutions.pipeline.console.status.StatusWatch;
import io.finsolutions.pipeline.console.web.ConsoleServer;
import io.finsolutions.pipeline.service.ExitCode;
import io.finsolutions.pipeline.service.Health;
import io.finsolutions.pipeline.service.ManagementServer;
import io.finsolutions.pipeline.service.ServiceCommand;
import io.finsolutions.pipeline.service.UsageException;
import io.finsolutions.pipeline.signals.Strategies;
import io.finsolutions.pipeline.signals.Strategy;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows pipelines: REST, live bars and the page, until it is stopped. */
@Command(
    name = "console",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Shows pipelines: REST, live bars and the page, until it is stopped. Reads only.")
public final class ConsoleCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(ConsoleCommand.class);

  @Option(
      names = "--pipelines",
      paramLabel = "FILE",
      description = "YAML file with the pipelines to show; read again when it changes.")
  private Path file;

  @Option(
      names = "--kubernetes",
      defaultValue = "false",
      arity = "0..1",
      fallbackValue = "true",
      description =
          "Shows the CryptoPipelines of the cluster that the console runs in, or that its kubeconfig"
              + " names. Default: ${DEFAULT-VALUE}.")
  private boolean isOnKubernetes;

  @Option(
      names = "--namespaces",
      split = ",",
      paramLabel = "NAMESPACE",
      description = "With --kubernetes: only those of these namespaces. Default: all.")
  private List<String> namespaces = new ArrayList<>();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description =
          "Where the page and the API answer; 0 for any free port. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "0.0.0.0",
      description = "The address of this machine to answer at. Default: ${DEFAULT-VALUE}, all.")
  private String host;

  @Option(
      names = "--management-port",
      paramLabel = "PORT",
      defaultValue = "8081",
      description =
          "Where /livez, /readyz and /metrics answer; 0 for any free port."
              + " Default: ${DEFAULT-VALUE}.")
  private int managementPort;

  @Option(
      names = "--stale-after",
      paramLabel = "TIME",
      defaultValue = "30s",
      description =
          "How long no row may be written before a pair is called stale. Default: ${DEFAULT-VALUE}.")
  private Duration staleAfter;

  @Option(
      names = "--formula",
      paramLabel = "FORMULA",
      description =
          "What judges the latest bars, as docs/signals.md says. Default: ${DEFAULT-VALUE}.")
  private String formula = Strategies.DEFAULT_FORMULA;

  @Mixin private AccessSettings accessSettings;

  /** A pair that is down is no reason not to show the others. */
  private static final class Answering implements Health {
    @Override
    public Optional<String> whyNotLive() {
      return Optional.empty();
    }

    @Override
    public Optional<String> whyNotReady() {
      return Optional.empty();
    }
  }

  /** Runs the command and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(ServiceCommand.execute(new ConsoleCommand(), System.getenv(), arguments));
  }

  @Override
  public Integer call() throws InterruptedException {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Access access = new Access(accessSettings, Clock.systemUTC());
    access.bindTo(registry);
    CurrentSignals signals = new CurrentSignals(strategy());
    CountDownLatch stopped = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    try (Pipelines pipelines = new Pipelines(source());
        StatusWatch statuses = new StatusWatch(pipelines, staleAfter, registry);
        LiveHub hub = new LiveHub(pipelines, statuses, signals, registry);
        ConsoleServer server =
            new ConsoleServer(
                pipelines,
                statuses,
                hub,
                signals,
                Clock.systemUTC(),
                version(),
                access::install,
                registry)) {
      pipelines.start();
      statuses.start();
      server.start(host, port);
      try (ManagementServer management =
          new ManagementServer(managementPort, new Answering(), registry)) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stopped, ended), "stop"));
        LOG.info(
            "ready port={} management_port={} pipelines={}",
            server.port(),
            management.port(),
            pipelines.all().size());
        stopped.await();
      }
    } finally {
      ended.countDown();
    }
    return ExitCode.OK;
  }

  private static void stop(CountDownLatch stopped, CountDownLatch ended) {
    stopped.countDown();
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Strategy strategy() {
    try {
      return Strategies.of(formula);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--formula: " + e.getMessage());
    }
  }

  private PipelineSource source() {
    if ((file != null) == isOnKubernetes) {
      throw new UsageException(
          "say which pipelines to show: those of a file by --pipelines FILE, or those of a cluster by"
              + " --kubernetes");
    }
    if (!namespaces.isEmpty() && !isOnKubernetes) {
      throw new UsageException("--namespaces are those of a cluster: give --kubernetes too");
    }
    if (namespaces.stream().anyMatch(String::isBlank)) {
      throw new UsageException("--namespaces has an empty name in it: leave it out for all");
    }
    return isOnKubernetes ? KubernetesPipelines.in(namespaces) : new ConfiguredPipelines(file);
  }

  private static String version() {
    return Optional.ofNullable(ConsoleCommand.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
