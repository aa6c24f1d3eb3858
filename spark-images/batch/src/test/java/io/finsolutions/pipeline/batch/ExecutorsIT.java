package io.finsolutions.pipeline.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.service.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A run whose topic others read: Spark starts them as processes of their own, on this machine. */
@ExtendWith(Servers.Shared.class)
class ExecutorsIT {
  private static final int EXECUTORS = 2;

  /** Three virtual machines start. */
  private static final Duration BOUND = Duration.ofMinutes(3);

  @TempDir private Path folder;
  private Servers servers;
  private TestPipeline pipeline;

  @BeforeEach
  void begin(Servers shared) throws Exception {
    servers = shared;
    pipeline = new TestPipeline(servers, null);
  }

  @AfterEach
  void end() throws Exception {
    pipeline.close();
  }

  @Test
  void executorsShareTheOnePartitionThatHasAllTrades() throws Exception {
    Instant now = Instant.now();
    List<Trade> trades =
        Trades.between(
            pipeline.product(),
            1,
            3_000,
            now.minus(Duration.ofHours(2)).toString(),
            now.minus(Duration.ofMinutes(5)).toString());
    // What stands twice is read by one executor the first time, and by the other the second.
    List<Trade> delivered = new ArrayList<>(trades);
    delivered.addAll(trades.subList(100, 1_400));
    pipeline.deliver(delivered);
    Path warehouse = folder.resolve("archive");
    pipeline.archiveAt(warehouse);

    try (BatchProcess run = start("run", "--archive-warehouse=" + warehouse)) {
      assertThat(run.exitCode(BOUND)).as(run.output()).isEqualTo(ExitCode.OK);
      assertBothWorked(run);
    }
    Instant handover = Instant.parse(pipeline.handover());
    List<Trade> settled = trades.stream().filter(trade -> trade.time().isBefore(handover)).toList();
    assertThat(settled).hasSizeGreaterThan(2_000);
    assertThat(pipeline.bars(BarWidth.SECOND)).isEqualTo(OracleBars.of(settled, BarWidth.SECOND));
    assertThat(pipeline.missingIds()).isEmpty();
    assertThat(pipeline.archived()).containsExactlyElementsOf(settled);

    try (BatchProcess recompute =
        start("recompute", "--from=" + now.minus(Duration.ofHours(2)), "--to=" + handover)) {
      assertThat(recompute.exitCode(BOUND)).as(recompute.output()).isEqualTo(ExitCode.OK);
      assertBothWorked(recompute);
    }
    assertThat(pipeline.latestRun("kind")).isEqualTo("recompute");
    assertThat(pipeline.bars(BarWidth.SECOND)).isEqualTo(OracleBars.of(settled, BarWidth.SECOND));
    assertThat(pipeline.archived()).containsExactlyElementsOf(settled);
  }

  @Test
  void executorsThatCannotBeStartedAreSaidInOneLine() throws Exception {
    try (BatchProcess run =
        BatchProcess.start(settings(), "run", "--spark-conf=spark.master=nowhere://1")) {
      assertThat(run.exitCode()).as(run.output()).isEqualTo(ExitCode.FAILED);
      assertThat(run.output().strip().lines())
          .last()
          .asString()
          .contains("batch run: Spark does not start with the master nowhere://1: ");
    }
  }

  private static void assertBothWorked(BatchProcess process) throws Exception {
    assertThat(process.output())
        .containsPattern("TaskTally executors done tasks_by_executor=\\{0=\\d+, 1=\\d+}");
  }

  private BatchProcess start(String command, String... arguments) throws Exception {
    Map<String, String> settings = settings();
    // Where Spark would be, were it installed: it wants a folder of jars, and finds ours beside it.
    Path home = folder.resolve("spark");
    Files.createDirectories(home.resolve("jars"));
    settings.put("SPARK_HOME", home.toString());
    settings.put("SPARK_SCALA_VERSION", "2.12");
    settings.put(
        "PIPELINE_SPARK_CONF",
        String.join(
            "\n",
            "spark.master=local-cluster[" + EXECUTORS + ",1,640]",
            "spark.executor.memory=640m",
            "spark.executor.instances=" + EXECUTORS,
            "spark.scheduler.minRegisteredResourcesRatio=1",
            "spark.driver.host=127.0.0.1",
            "spark.driver.bindAddress=127.0.0.1",
            "spark.executor.extraClassPath=" + jars()));
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(List.of(arguments));
    return BatchProcess.start(settings, all.toArray(String[]::new));
  }

  private Map<String, String> settings() {
    return new HashMap<>(
        Map.of(
            "PIPELINE_TRADING_PAIR", pipeline.product().toString(),
            "PIPELINE_KAFKA_BOOTSTRAP_SERVERS", servers.bootstrapServers(),
            "PIPELINE_TRADES_TOPIC", pipeline.topic(),
            "PIPELINE_DATABASE_URL", pipeline.database().url(),
            "PIPELINE_DATABASE_USER", servers.databaseUser(),
            "PIPELINE_COMPARE_CANDLES", "false"));
  }

  private static String jars() throws Exception {
    Path jar = BatchProcess.jar().toAbsolutePath();
    try (Stream<Path> libraries = Files.list(jar.resolveSibling("lib"))) {
      return Stream.concat(Stream.of(jar), libraries.sorted())
          .map(Path::toString)
          .collect(Collectors.joining(":"));
    }
  }
}
