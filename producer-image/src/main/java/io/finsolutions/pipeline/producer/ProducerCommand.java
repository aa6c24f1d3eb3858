package io.finsolutions.pipeline.producer;

import io.finsolutions.pipeline.coinbase.CoinbaseEndpoints;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.service.ExitCode;
import io.finsolutions.pipeline.service.KafkaAccess;
import io.finsolutions.pipeline.service.ServiceCommand;
import io.finsolutions.pipeline.service.UsageException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Brings the trades of a pair from Coinbase to Kafka until it is stopped. */
@Command(
    name = "producer",
    mixinStandardHelpOptions = true,
    description = "Brings the trades of a pair from Coinbase to Kafka until it is stopped.")
public final class ProducerCommand implements Callable<Integer> {
  private static final long STOP_BOUND_SECONDS = 10;

  @Option(
      names = "--trading-pair",
      required = true,
      paramLabel = "PAIR",
      description = "The pair to follow, as Coinbase writes it, such as BTC-USD.")
  private TradingPair tradingPair;

  @Mixin private KafkaAccess kafka;

  @Option(
      names = "--trades-topic",
      paramLabel = "TOPIC",
      description = "Where trades go. Default: the pair in lower case and .trades.")
  private String tradesTopic;

  @Option(
      names = "--dead-letter-topic",
      paramLabel = "TOPIC",
      description =
          "Where goes what cannot be counted. Default: the pair in lower case and .dead-letters.")
  private String deadLetterTopic;

  @Option(
      names = "--management-port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description =
          "Where /livez, /readyz and /metrics answer; 0 for any free port."
              + " Default: ${DEFAULT-VALUE}.")
  private int managementPort;

  @Option(
      names = "--coinbase-rest-url",
      paramLabel = "URL",
      defaultValue = "https://api.coinbase.com",
      description = "Base address of the Advanced Trade API. Default: ${DEFAULT-VALUE}.")
  private URI restUrl;

  @Option(
      names = "--coinbase-exchange-url",
      paramLabel = "URL",
      defaultValue = "https://api.exchange.coinbase.com",
      description = "Base address of the Exchange API. Default: ${DEFAULT-VALUE}.")
  private URI exchangeUrl;

  @Option(
      names = "--coinbase-websocket-url",
      paramLabel = "URL",
      defaultValue = "wss://advanced-trade-ws.coinbase.com",
      description = "Address of the live feed. Default: ${DEFAULT-VALUE}.")
  private URI webSocketUrl;

  @Option(
      names = "--backfill-horizon",
      paramLabel = "TIME",
      defaultValue = "24h",
      description =
          "How far back holes are filled; a hole that ends later is filled whole."
              + " Default: ${DEFAULT-VALUE}.")
  private Duration backfillHorizon;

  @Option(
      names = "--hole-patience",
      paramLabel = "TIME",
      defaultValue = "500ms",
      description =
          "How long late messages may fill a hole before the history is asked."
              + " Default: ${DEFAULT-VALUE}.")
  private Duration holePatience;

  @Option(
      names = "--startup-timeout",
      paramLabel = "TIME",
      defaultValue = "2m",
      description =
          "How long to wait for Kafka and its topics at the start. Default: ${DEFAULT-VALUE}.")
  private Duration startupTimeout;

  /** Runs the command and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(ServiceCommand.execute(new ProducerCommand(), System.getenv(), arguments));
  }

  @Override
  public Integer call() {
    ProducerService service = new ProducerService(settings());
    CountDownLatch ended = new CountDownLatch(1);
    Thread stopper = new Thread(() -> stop(service, ended), "stop");
    Runtime.getRuntime().addShutdownHook(stopper);
    try {
      service.run();
      return ExitCode.OK;
    } finally {
      ended.countDown();
    }
  }

  private static void stop(ProducerService service, CountDownLatch ended) {
    try {
      service.stop();
      ended.await(STOP_BOUND_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private ProducerSettings settings() {
    String prefix = tradingPair.toString().toLowerCase(Locale.ROOT);
    return new ProducerSettings(
        tradingPair,
        endpoints(),
        kafka,
        tradesTopic == null ? prefix + ".trades" : tradesTopic,
        deadLetterTopic == null ? prefix + ".dead-letters" : deadLetterTopic,
        managementPort,
        backfillHorizon,
        holePatience,
        startupTimeout);
  }

  private CoinbaseEndpoints endpoints() {
    try {
      return new CoinbaseEndpoints(restUrl, exchangeUrl, webSocketUrl);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }
}
