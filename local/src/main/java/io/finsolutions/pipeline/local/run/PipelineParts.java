package io.finsolutions.pipeline.local.run;

import io.finsolutions.pipeline.coinbase.CoinbaseEndpoints;
import io.finsolutions.pipeline.local.part.BrokerPart;
import io.finsolutions.pipeline.local.part.HttpReadiness;
import io.finsolutions.pipeline.local.part.Part;
import io.finsolutions.pipeline.local.part.PostgresPart;
import io.finsolutions.pipeline.local.part.ProcessPart;
import io.finsolutions.pipeline.local.state.StateFolder;
import io.finsolutions.pipeline.service.FailedException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How each part of the pipeline is run on one machine. */
final class PipelineParts {
  /** The folder for temporary files, in the state folder. */
  static final String TEMPORARY = "tmp";

  private static final int USUAL_PAGE = 8080;
  private static final Duration START_BOUND = Duration.ofSeconds(90);

  private final Applications applications;
  private final RunSettings settings;
  private final StateFolder folder;
  private final BrokerPart broker;
  private final int consolePort;
  private final PostgresPart database;

  PipelineParts(Applications applications, RunSettings settings, StateFolder folder) {
    this.applications = applications;
    this.settings = settings;
    this.folder = folder;
    this.broker =
        new BrokerPart(
            folder.broker(), Ports.free("--kafka-port", settings.kafkaPort()), settings.pair());
    this.database =
        new PostgresPart(
            folder.databasePrograms(),
            folder.database(),
            folder.log("database"),
            Ports.free("--database-port", settings.databasePort()));
    this.consolePort = Ports.freeOrUsual("--console-port", settings.consolePort(), USUAL_PAGE);
  }

  BrokerPart broker() {
    return broker;
  }

  PostgresPart database() {
    return database;
  }

  /** The stand-in exchange. What it has printed is gone with it, so it is never started again. */
  Part exchange(Feed.StandIn standIn) {
    List<String> command = new ArrayList<>(applications.exchange(jvm(JvmFlags.EXCHANGE)));
    command.addAll(standIn.flags());
    return new ProcessPart(
        "exchange",
        standIn.base().toString(),
        folder.log("exchange"),
        false,
        command,
        new HttpReadiness(standIn.base().resolve("/stand-in/status")),
        START_BOUND);
  }

  Part producer(CoinbaseEndpoints endpoints) {
    int port = Ports.free();
    List<String> command = new ArrayList<>(applications.producer(jvm(JvmFlags.PRODUCER)));
    command.addAll(
        List.of(
            "--coinbase-rest-url",
            endpoints.rest().toString(),
            "--coinbase-exchange-url",
            endpoints.exchangeRest().toString(),
            "--coinbase-websocket-url",
            endpoints.webSocket().toString(),
            "--management-port",
            Integer.toString(port)));
    command.addAll(pairAndBroker());
    return managed("producer", port, command);
  }

  Part streaming() {
    int port = Ports.free();
    List<String> command = new ArrayList<>(applications.streaming(jvm(JvmFlags.STREAMING)));
    command.addAll(
        List.of("--trigger", settings.trigger(), "--management-port", Integer.toString(port)));
    command.addAll(pairAndBroker());
    command.addAll(databaseFlags());
    return managed("streaming", port, command);
  }

  /**
   * The batch layer.
   *
   * @param compareCandles whether the exchange knows the minutes that it is to be asked for
   */
  Part batch(CoinbaseEndpoints endpoints, boolean compareCandles) {
    List<String> command = new ArrayList<>(applications.batch(jvm(JvmFlags.BATCH)));
    command.addAll(
        List.of(
            "run",
            "--every",
            seconds(settings.schedule().every()),
            "--settle",
            seconds(settings.schedule().settle()),
            "--give-up",
            seconds(settings.schedule().giveUp()),
            "--coinbase-rest-url",
            endpoints.rest().toString(),
            "--archive-warehouse",
            folder.file("archive").toString()));
    settings.keepRows().ifPresent(span -> command.addAll(List.of("--keep-rows", seconds(span))));
    if (!compareCandles) {
      command.add("--no-compare-candles");
    }
    command.addAll(pairAndBroker());
    command.addAll(databaseFlags());
    Path log = folder.log("batch");
    String schedule = "every " + seconds(settings.schedule().every());
    return new ProcessPart("batch", schedule, log, true, command, () -> true, START_BOUND);
  }

  /** The console, and the page with it. */
  Part console() {
    Path pipelines = folder.file("console.yaml");
    write(
        pipelines,
        """
        pipelines:
          - product: %s
            database: {url: "%s", user: %s}
        """
            .formatted(settings.pair(), database.settings().url(), PostgresPart.POSTGRES));
    int management = Ports.free();
    List<String> command = new ArrayList<>(applications.console(jvm(JvmFlags.CONSOLE)));
    command.addAll(
        List.of(
            "--pipelines",
            pipelines.toString(),
            "--host",
            "127.0.0.1",
            "--port",
            Integer.toString(consolePort),
            "--management-port",
            Integer.toString(management)));
    return new ProcessPart(
        "console",
        page().toString(),
        folder.log("console"),
        true,
        command,
        new HttpReadiness(URI.create("http://127.0.0.1:" + management + "/readyz")),
        START_BOUND);
  }

  /** Where the page is. */
  URI page() {
    return URI.create("http://localhost:" + consolePort + "/");
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new FailedException("cannot write " + file + ": " + e, e);
    }
  }

  private static String seconds(Duration length) {
    return length.toSeconds() + "s";
  }

  private Part managed(String name, int port, List<String> command) {
    URI management = URI.create("http://127.0.0.1:" + port);
    return new ProcessPart(
        name,
        management + "/metrics",
        folder.log(name),
        true,
        command,
        new HttpReadiness(management.resolve("/readyz")),
        START_BOUND);
  }

  private List<String> pairAndBroker() {
    return List.of(
        "--trading-pair",
        settings.pair().toString(),
        "--kafka-bootstrap-servers",
        broker.address());
  }

  private List<String> databaseFlags() {
    return List.of(
        "--database-url", database.settings().url(), "--database-user", PostgresPart.POSTGRES);
  }

  private List<String> jvm(List<String> flags) {
    List<String> all = new ArrayList<>(flags);
    // What a killed process leaves behind is cleared away with the state.
    all.add("-Djava.io.tmpdir=" + folder.file(TEMPORARY));
    return all;
  }
}
