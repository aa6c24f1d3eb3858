package io.finsolutions.pipeline.operator;

import io.finsolutions.pipeline.coinbase.CoinbaseEndpoints;
import io.finsolutions.pipeline.operator.OperatorSettings.Images;
import io.finsolutions.pipeline.operator.console.ConsoleAccount;
import io.finsolutions.pipeline.service.ExitCode;
import io.finsolutions.pipeline.service.ServiceCommand;
import io.finsolutions.pipeline.service.UsageException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes of each CryptoPipeline of a cluster what it asks for, until it is stopped. */
@Command(
    name = "operator",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Makes of each CryptoPipeline of a cluster what it asks for, until it is stopped.",
    subcommands = CheckCommand.class)
public final class OperatorCommand implements Callable<Integer> {
  private static final int HIGHEST_PORT = 65_535;

  @Option(
      names = "--watch-namespaces",
      split = ",",
      paramLabel = "NAMESPACE",
      description = "Namespaces to see to, joined by commas. Default: all.")
  private Set<String> watchNamespaces = new LinkedHashSet<>();

  @Option(names = "--producer-image", paramLabel = "IMAGE", description = "Image of producers.")
  private String producerImage;

  @Option(names = "--streaming-image", paramLabel = "IMAGE", description = "Image of speed layers.")
  private String streamingImage;

  @Option(
      names = "--batch-image",
      paramLabel = "IMAGE",
      description = "Image of batch layers and migrations.")
  private String batchImage;

  @Option(
      names = "--postgres-image",
      defaultValue = "postgres:17",
      paramLabel = "IMAGE",
      description = "Image of managed databases. Default: ${DEFAULT-VALUE}.")
  private String postgresImage;

  @Option(
      names = "--image-pull-policy",
      defaultValue = "IfNotPresent",
      paramLabel = "POLICY",
      description = "Always, IfNotPresent or Never. Default: ${DEFAULT-VALUE}.")
  private String imagePullPolicy;

  @Option(
      names = "--leader-election",
      defaultValue = "false",
      arity = "0..1",
      fallbackValue = "true",
      description =
          "Let only one of several copies work at a time, by a Lease. Default: ${DEFAULT-VALUE}.")
  private boolean leaderElection;

  @Option(
      names = "--namespace",
      paramLabel = "NAMESPACE",
      description = "Namespace of the operator itself, where the Lease is.")
  private String namespace;

  @Option(
      names = "--pod-name",
      paramLabel = "NAME",
      description = "Name of this copy in the Lease. Default: one that is made up.")
  private String podName;

  @Option(
      names = "--driver-cluster-role",
      defaultValue = "cryptopipeline-spark-driver",
      paramLabel = "NAME",
      description = "ClusterRole of Spark drivers that start executors. Default: ${DEFAULT-VALUE}.")
  private String driverClusterRole;

  @Option(
      names = "--console-service-account",
      paramLabel = "NAMESPACE/NAME",
      description =
          "ServiceAccount of the console, which is let into the databases of pairs."
              + " Default: there is no console.")
  private String consoleAccount;

  @Option(
      names = "--check-products",
      defaultValue = "true",
      arity = "0..1",
      fallbackValue = "true",
      description = "Hold pairs against the exchange's list. Default: ${DEFAULT-VALUE}.")
  private boolean checkProducts;

  @Option(
      names = "--freshness-interval",
      defaultValue = "15s",
      paramLabel = "TIME",
      description =
          "How long after a look at a pair's database the next one is due."
              + " Default: ${DEFAULT-VALUE}.")
  private Duration freshnessInterval;

  @Option(
      names = "--management-port",
      defaultValue = "8080",
      paramLabel = "PORT",
      description = "Port of /livez, /readyz and /metrics; 0 for any. Default: ${DEFAULT-VALUE}.")
  private int managementPort;

  @Option(
      names = "--coinbase-rest-url",
      defaultValue = "https://api.coinbase.com",
      paramLabel = "URL",
      description = "Base address of the Advanced Trade API. Default: ${DEFAULT-VALUE}.")
  private URI restUrl;

  @Option(
      names = "--coinbase-exchange-url",
      defaultValue = "https://api.exchange.coinbase.com",
      paramLabel = "URL",
      description = "Base address of the Exchange API. Default: ${DEFAULT-VALUE}.")
  private URI exchangeUrl;

  @Option(
      names = "--coinbase-websocket-url",
      defaultValue = "wss://advanced-trade-ws.coinbase.com",
      paramLabel = "URL",
      description = "Address of the live feed. Default: ${DEFAULT-VALUE}.")
  private URI webSocketUrl;

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(
        ServiceCommand.commandLine(new OperatorCommand(), System.getenv()).execute(arguments));
  }

  @Override
  public Integer call() throws InterruptedException {
    try (OperatorService service = new OperatorService(serviceSettings())) {
      Runtime.getRuntime().addShutdownHook(new Thread(service::close, "stop"));
      service.start();
      service.awaitEnd();
    }
    return ExitCode.OK;
  }

  private ServiceSettings serviceSettings() {
    List<String> problems = new ArrayList<>();
    requireImage("--producer-image", producerImage, problems);
    requireImage("--streaming-image", streamingImage, problems);
    requireImage("--batch-image", batchImage, problems);
    if (watchNamespaces.stream().anyMatch(String::isBlank)) {
      problems.add("--watch-namespaces has an empty name in it: leave the flag out for all");
    }
    if (leaderElection && namespace == null) {
      problems.add("--leader-election needs --namespace, where the Lease is to be");
    }
    if (!Set.of("Always", "IfNotPresent", "Never").contains(imagePullPolicy)) {
      problems.add(
          "--image-pull-policy is '" + imagePullPolicy + "': write Always, IfNotPresent or Never");
    }
    if (freshnessInterval.isZero()) {
      problems.add("--freshness-interval is zero: write how long to wait, such as 15s");
    }
    if (managementPort < 0 || managementPort > HIGHEST_PORT) {
      problems.add("--management-port " + managementPort + " is not within 0 and " + HIGHEST_PORT);
    }
    CoinbaseEndpoints endpoints = endpoints(problems);
    Optional<ConsoleAccount> console = console(problems);
    if (!problems.isEmpty()) {
      throw new UsageException(String.join("; ", problems));
    }
    return new ServiceSettings(
        new OperatorSettings(
            new Images(producerImage, streamingImage, batchImage, postgresImage, imagePullPolicy),
            endpoints,
            driverClusterRole,
            console),
        watchNamespaces,
        leaderElection,
        namespace,
        podName,
        checkProducts,
        freshnessInterval,
        managementPort);
  }

  // Not required by its annotation: that would ask for it also where only a check is wanted.
  private static void requireImage(String flag, String image, List<String> problems) {
    if (image == null || image.isBlank()) {
      problems.add(
          flag
              + " is missing (or set PIPELINE_"
              + flag.substring(2).replace('-', '_').toUpperCase(Locale.ROOT)
              + ")");
    }
  }

  private Optional<ConsoleAccount> console(List<String> problems) {
    try {
      return Optional.ofNullable(consoleAccount).map(ConsoleAccount::parse);
    } catch (IllegalArgumentException e) {
      problems.add("--console-service-account: " + e.getMessage());
      return Optional.empty();
    }
  }

  private CoinbaseEndpoints endpoints(List<String> problems) {
    try {
      return new CoinbaseEndpoints(restUrl, exchangeUrl, webSocketUrl);
    } catch (IllegalArgumentException e) {
      problems.add(e.getMessage());
      return null;
    }
  }
}
