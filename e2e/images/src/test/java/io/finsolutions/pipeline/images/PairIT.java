package io.finsolutions.pipeline.images;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.embedded.EmbeddedBroker;
import io.finsolutions.pipeline.embedded.FreePorts;
import io.finsolutions.pipeline.exchange.ExchangeServer;
import io.finsolutions.pipeline.exchange.ExchangeSettings;
import io.finsolutions.pipeline.exchange.tape.GeneratedTape;
import io.finsolutions.pipeline.harness.Eventually;
import io.finsolutions.pipeline.images.RestrictedContainer.End;
import io.finsolutions.pipeline.market.TradingPair;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The containers of a pair at work, with broker, Postgres and exchange on this machine. */
class PairIT {
  private static final Duration GRACE = Duration.ofSeconds(30);
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int TRADES_PER_SECOND = 50;
  private static final int TERMINATED = 128 + 15;

  @TempDir static Path folder;
  private static EmbeddedBroker broker;
  private static EmbeddedPostgres postgres;
  private static ExchangeServer exchange;

  @BeforeAll
  static void startServers() throws IOException {
    ContainerEngine.requireOrSkip();
    broker = new EmbeddedBroker(folder.resolve("broker"), 0);
    broker.start();
    for (String topic : List.of("trades", "bars", "dead-letters")) {
      broker.createTopic("btc-usd." + topic, 1, Map.of());
    }
    postgres = EmbeddedPostgres.start();
    exchange =
        new ExchangeServer(
            ExchangeSettings.defaults(),
            GeneratedTape.of(TradingPair.parse("BTC-USD"), TRADES_PER_SECOND, 1));
    exchange.start();
  }

  @AfterAll
  static void stopServers() throws IOException {
    if (broker != null) {
      exchange.close();
      postgres.close();
      broker.close();
    }
  }

  @Test
  void itsContainersCountItShowItAndStopWhenTheyAreTold() throws Exception {
    int producerPort = FreePorts.find();
    int streamingPort = FreePorts.find();
    int consolePort = FreePorts.find();
    int consoleManagementPort = FreePorts.find();
    try (RestrictedContainer migration = withDatabase(migration());
        RestrictedContainer producer = withKafka(producer(producerPort));
        RestrictedContainer streaming = withKafka(withDatabase(streaming(streamingPort)));
        RestrictedContainer batch = withKafka(withDatabase(batch("run")));
        RestrictedContainer console = console(consolePort, consoleManagementPort);
        RestrictedContainer batchForEver = withKafka(withDatabase(batch("run", "--every", "1h")))) {
      assertThat(migration.run().exitCode()).isZero();
      producer.startAndAwaitReady(producerPort);
      streaming.startAndAwaitReady(streamingPort);
      Eventually.await("there are rows of five seconds", SOON, () -> rows() >= 5);
      End run = batch.run();
      assertThat(run.exitCode()).as(run.errors()).isZero();

      console.startAndAwaitReady(consoleManagementPort);
      Eventually.await(
          "the console shows them",
          SOON,
          () -> get(consolePort, "/v1/products/BTC-USD/bars").contains("\"layer\":\"speed\""));
      assertThat(get(consolePort, "/")).contains("<!doctype html>");
      assertStops(console, TERMINATED);

      batchForEver.start();
      Eventually.await(
          "it is at work", SOON, () -> batchForEver.getLogs().contains("running every"));
      assertStops(batchForEver, TERMINATED);
      assertStops(streaming, 0);
      assertStops(producer, TERMINATED);
    }
  }

  @Test
  void anExecutorFindsTheClassesOfTheJobByWhatTheImageSays() {
    try (RestrictedContainer executor = executor()) {
      End end = executor.run();

      assertThat(end.exitCode()).as(end.errors()).isZero();
    }
  }

  @Test
  void anExecutorTakesItsClassesFromTheArchive() {
    try (RestrictedContainer executor =
        executor("-Xshare:on", "-XX:SharedArchiveFile=/opt/pipeline/startup.jsa")) {
      End end = executor.run();

      assertThat(end.exitCode()).as(end.output() + end.errors()).isZero();
    }
  }

  @Test
  void aRunThatStartsExecutorsHasSparksSchedulerForKubernetes() {
    try (RestrictedContainer run =
        withKafka(withDatabase(new RestrictedContainer(Image.BATCH)))
            .withProgram("java", "-jar", "/opt/pipeline/executors.jar")
            .withCommand(
                "run",
                "--spark-conf=spark.master=k8s://https://127.0.0.1:1",
                "--spark-conf=spark.kubernetes.driver.pod.name=none",
                "--spark-conf=spark.kubernetes.executor.container.image=none")) {
      End end = run.run();

      assertThat(end.exitCode()).as(end.errors()).isEqualTo(1);
      assertThat(end.errors().strip().lines())
          .last()
          .asString()
          .startsWith("batch run: Spark does not start with the master k8s://https://127.0.0.1:1: ")
          .contains("Connection refused");
    }
  }

  @Test
  void anExecutorOfTheBatchLayerFindsTheClassesOfTheRun() {
    try (RestrictedContainer executor =
        new RestrictedContainer(Image.BATCH)
            .withProgram("java")
            .withCommand(
                "-cp",
                "/opt/pipeline/executors.jar:/opt/spark/jars/*",
                "io.finsolutions.pipeline.batch.BatchCommand",
                "--help")) {
      End end = executor.run();

      assertThat(end.exitCode()).as(end.errors()).isZero();
    }
  }

  /** Java as Spark's entry point starts it, but to tell what the job can be told. */
  private static RestrictedContainer executor(String... flags) {
    String classPath = "";
    for (String variable : Image.STREAMING.inspect().getConfig().getEnv()) {
      if (variable.startsWith("SPARK_CLASSPATH=")) {
        classPath = variable.substring("SPARK_CLASSPATH=".length());
      }
    }
    List<String> command = new ArrayList<>(List.of(flags));
    command.addAll(
        List.of(
            "-cp",
            "/opt/spark/conf:" + classPath + ":/opt/spark/jars/*",
            SparkDriver.MAIN_CLASS,
            "--help"));
    return new RestrictedContainer(Image.STREAMING)
        .withProgram("java")
        .withCommand(command.toArray(String[]::new));
  }

  private static void assertStops(RestrictedContainer container, int exitCode) {
    End end = container.terminate(GRACE);

    assertThat(end.exitCode()).as(end.errors()).isEqualTo(exitCode);
    assertThat(end.took()).isLessThan(Duration.ofSeconds(15));
  }

  private static RestrictedContainer migration() {
    return new RestrictedContainer(Image.BATCH)
        .withProgram(
            "java",
            "-cp",
            "/opt/pipeline/batch.jar",
            "io.finsolutions.pipeline.store.MigrateCommand");
  }

  private static RestrictedContainer producer(int managementPort) {
    return new RestrictedContainer(Image.PRODUCER)
        .withEnv("PIPELINE_COINBASE_REST_URL", exchange.restUrl().toString())
        .withEnv("PIPELINE_COINBASE_EXCHANGE_URL", exchange.restUrl().toString())
        .withEnv("PIPELINE_COINBASE_WEBSOCKET_URL", exchange.webSocketUrl().toString())
        .withEnv("PIPELINE_MANAGEMENT_PORT", String.valueOf(managementPort));
  }

  private static RestrictedContainer streaming(int managementPort) {
    return new RestrictedContainer(Image.STREAMING)
        .withCommand(SparkDriver.command("local[1]").toArray(String[]::new))
        .withEnv("PIPELINE_MANAGEMENT_PORT", String.valueOf(managementPort));
  }

  private static RestrictedContainer batch(String... arguments) {
    List<String> command = new ArrayList<>(List.of(arguments));
    command.add("--coinbase-rest-url=" + exchange.restUrl());
    return new RestrictedContainer(Image.BATCH).withCommand(command.toArray(String[]::new));
  }

  private static RestrictedContainer console(int port, int managementPort) throws IOException {
    Path pipelines =
        Files.writeString(
            folder.resolve("pipelines.yaml"),
            """
            pipelines:
              - product: BTC-USD
                database: {url: "jdbc:postgresql://127.0.0.1:%d/postgres", user: postgres}
            """
                .formatted(postgres.getPort()));
    return new RestrictedContainer(Image.CONSOLE)
        .withFile(pipelines, "/pipelines.yaml")
        .withEnv("PIPELINE_PIPELINES", "/pipelines.yaml")
        .withEnv("PIPELINE_PORT", String.valueOf(port))
        .withEnv("PIPELINE_MANAGEMENT_PORT", String.valueOf(managementPort));
  }

  private static String get(int port, String path) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private static RestrictedContainer withKafka(RestrictedContainer container) {
    return container
        .withEnv("PIPELINE_TRADING_PAIR", "BTC-USD")
        .withEnv("PIPELINE_KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers());
  }

  private static RestrictedContainer withDatabase(RestrictedContainer container) {
    return container
        .withEnv(
            "PIPELINE_DATABASE_URL",
            "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres")
        .withEnv("PIPELINE_DATABASE_USER", "postgres");
  }

  private static long rows() throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM api.bars_1s")) {
      row.next();
      return row.getLong(1);
    }
  }
}
