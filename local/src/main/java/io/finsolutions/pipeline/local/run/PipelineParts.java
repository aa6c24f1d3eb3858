package io.finsolutions.pipeline.local.run;

import io.finsolutions.pipeline.coinbase.CoinbaseEndpoints;
import io.finsolutions.pipeline.local.part.BrokerPart;
import io.finsolutions.pipeline.local.part.HttpReadiness;
import io.finsolutions.pipeline.local.part.Part;
import io.finsolutions.pipeline.local.part.PostgresPart;
import io.finsolutions.pipeline.local.part.ProcessPart;
import io.finsolutions.pipeline.local.state.StateFolder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How each part of the pipeline is run on one machine. */
final class PipelineParts {
  private static final Duration START_BOUND = Duration.ofSeconds(90);
  private static final List<String> QUICK_START =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");

  // The full compiler pays for what runs on and on, but takes a third of the time of a start: it
  // waits until code has run ten times as often as it usually does.
  private static final List<String> QUICK_START_AND_LONG_RUN =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:Tier4InvocationThreshold=50000",
          "-XX:Tier4MinInvocationThreshold=6000",
          "-XX:Tier4CompileThreshold=150000",
          "-XX:Tier4BackEdgeThreshold=400000",
          "-Xshare:auto");

  private final Applications applications;
  private final RunSettings settings;
  private final StateFolder folder;
  private final BrokerPart broker;
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
  }

  BrokerPart broker() {
    return broker;
  }

  PostgresPart database() {
    return database;
  }

  /** The stand-in exchange. What it has printed is gone with it, so it is never started again. */
  Part exchange(Feed.StandIn standIn) {
    List<String> command = new ArrayList<>(applications.exchange(jvm("-Xmx256m", QUICK_START)));
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
    List<String> command = new ArrayList<>(applications.producer(jvm("-Xmx64m", QUICK_START)));
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
    List<String> command =
        new ArrayList<>(applications.streaming(jvm("-Xmx512m", QUICK_START_AND_LONG_RUN)));
    command.addAll(
        List.of("--trigger", settings.trigger(), "--management-port", Integer.toString(port)));
    command.addAll(pairAndBroker());
    command.addAll(databaseFlags());
    return managed("streaming", port, command);
  }

  /** The batch layer, each minute instead of each quarter of an hour. */
  Part batch(CoinbaseEndpoints endpoints) {
    List<String> command = new ArrayList<>(applications.batch(jvm("-Xmx512m", QUICK_START)));
    command.addAll(
        List.of(
            "run",
            "--every",
            "1m",
            "--settle",
            "5s",
            "--give-up",
            "20s",
            "--coinbase-rest-url",
            endpoints.rest().toString()));
    command.addAll(pairAndBroker());
    command.addAll(databaseFlags());
    Path log = folder.log("batch");
    return new ProcessPart("batch", "each minute", log, true, command, () -> true, START_BOUND);
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

  private List<String> jvm(String heap, List<String> flags) {
    List<String> all = new ArrayList<>(List.of(heap));
    all.addAll(flags);
    // What a killed process leaves behind is cleared away with the state.
    all.add("-Djava.io.tmpdir=" + folder.file("tmp"));
    return all;
  }
}
