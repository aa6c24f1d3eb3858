package io.finsolutions.pipeline.streaming;

import io.finsolutions.pipeline.market.Topics;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.service.ExitCode;
import io.finsolutions.pipeline.service.KafkaAccess;
import io.finsolutions.pipeline.service.ManagementServer;
import io.finsolutions.pipeline.service.ServiceCommand;
import io.finsolutions.pipeline.store.DatabaseSettings;
import io.finsolutions.pipeline.streaming.engine.EngineSettings;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The speed layer as a process. */
@Command(
    name = "streaming",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Counts the trades of a pair into rows per second, as they come.")
public final class StreamingCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(StreamingCommand.class);

  @Option(
      names = "--trading-pair",
      required = true,
      description = "The pair to count, such as BTC-USD.")
  private TradingPair tradingPair;

  @Mixin private KafkaAccess kafka;

  @Mixin private DatabaseSettings database;

  @Option(
      names = "--trades-topic",
      description = "Topic to read. Default: the pair in lower case and .trades.")
  private String tradesTopic;

  @Option(
      names = "--bars-topic",
      description = "Topic for the rows. Default: the pair in lower case and .bars.")
  private String barsTopic;

  @Option(
      names = "--dead-letter-topic",
      description =
          "Topic for what cannot be counted. Default: the pair in lower case and .dead-letters.")
  private String deadLetterTopic;

  @Option(
      names = "--trigger",
      defaultValue = "continuous",
      description = "How Spark reads: continuous or micro-batch. Default: ${DEFAULT-VALUE}.")
  private TriggerKind trigger;

  @Option(
      names = "--management-port",
      defaultValue = "8080",
      description = "Port of /livez, /readyz and /metrics; 0 for any. Default: ${DEFAULT-VALUE}.")
  private int managementPort;

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(ServiceCommand.execute(new StreamingCommand(), System.getenv(), arguments));
  }

  @Override
  public Integer call() throws InterruptedException {
    Thread.setDefaultUncaughtExceptionHandler(StreamingCommand::noteEnd);
    StreamHealth health = new StreamHealth();
    try (ManagementServer management =
        new ManagementServer(managementPort, health, StreamingMetrics.REGISTRY)) {
      LOG.info("starting product={} management_port={}", tradingPair, management.port());
      String name = "streaming " + tradingPair;
      SparkSessions.startEarly(name);
      StreamLoop loop =
          new StreamLoop(
              cores -> SparkSessions.start(name, cores), beforeTheFirstRun(), trigger, health);
      Thread stopAtSignal = new Thread(() -> stop(loop), "stop");
      Runtime.getRuntime().addShutdownHook(stopAtSignal);
      try {
        loop.run();
      } finally {
        keepExitCode(stopAtSignal);
      }
    }
    return ExitCode.OK;
  }

  private QueryRun beforeTheFirstRun() {
    return QueryRun.beforeTheFirst(
        EngineSettings.of(tradingPair),
        database,
        kafka,
        Topics.trades(tradingPair, tradesTopic),
        Topics.bars(tradingPair, barsTopic),
        Topics.deadLetters(tradingPair, deadLetterTopic));
  }

  // Threads of a query that ends may find the rest of it gone already; the loop says why it ended.
  private static void noteEnd(Thread thread, Throwable end) {
    String reason = end.toString().lines().findFirst().orElse("");
    LOG.warn("thread ended thread=\"{}\" reason=\"{}\"", thread.getName(), reason);
  }

  /** A loop that ends by itself has an exit code of its own. */
  private static void keepExitCode(Thread stopAtSignal) {
    try {
      Runtime.getRuntime().removeShutdownHook(stopAtSignal);
    } catch (IllegalStateException e) {
      LOG.debug("the loop ends since the process was told to");
    }
  }

  // Spark's own way down takes a second or two and has nothing to add: all that counts is
  // committed.
  private static void stop(StreamLoop loop) {
    loop.stop();
    LOG.info("stopped");
    Runtime.getRuntime().halt(ExitCode.OK);
  }
}
