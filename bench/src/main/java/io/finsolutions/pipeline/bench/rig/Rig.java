package io.finsolutions.pipeline.bench.rig;

import io.finsolutions.pipeline.embedded.FreePorts;
import io.finsolutions.pipeline.local.part.BrokerPart;
import io.finsolutions.pipeline.local.part.PostgresPart;
import io.finsolutions.pipeline.local.part.RunningPart;
import io.finsolutions.pipeline.local.run.Applications;
import io.finsolutions.pipeline.local.run.JvmFlags;
import io.finsolutions.pipeline.local.state.FileTree;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.service.FailedException;
import io.finsolutions.pipeline.store.DatabaseSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pipeline of one pair on this machine: a broker, a database that keeps its word (fsync is on),
 * and whichever processes a measurement starts. All of it is new, and gone when it is closed, or
 * when this process is told to end.
 */
public final class Rig implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Rig.class);

  /** The pair. */
  public static final TradingPair PAIR = TradingPair.parse("BTC-USD");

  private final Applications applications = Applications.find();
  private final Path folder;
  private final BrokerPart broker;
  private final PostgresPart database;
  private final Deque<Child> children = new ArrayDeque<>();
  private RunningPart runningBroker;
  private RunningPart runningDatabase;
  private final Thread closeAtExit = new Thread(this::close, "close-rig");
  private boolean isClosed;

  /** Starts broker and database. */
  public Rig() throws InterruptedException {
    try {
      folder = Files.createTempDirectory("pipeline-bench-");
    } catch (IOException e) {
      throw new FailedException("cannot write to the temporary folder: " + e.getMessage(), e);
    }
    broker = new BrokerPart(folder.resolve("broker"), FreePorts.find(), PAIR);
    database =
        new PostgresPart(
            folder.resolve("postgres"),
            folder.resolve("database"),
            folder.resolve("database.log"),
            FreePorts.find());
    // Also if the bench is ended: nothing of it may go on.
    Runtime.getRuntime().addShutdownHook(closeAtExit);
    boolean started = false;
    try {
      runningBroker = broker.start();
      runningDatabase = database.start();
      started = true;
    } finally {
      if (!started) {
        close();
      }
    }
  }

  /** Starts the stand-in exchange with the given flags and waits for it to answer. */
  public StandIn exchange(String... flags) throws InterruptedException {
    return exchange(JvmFlags.EXCHANGE, flags);
  }

  /** The same with other flags of its virtual machine. */
  public StandIn exchange(List<String> jvm, String... flags) throws InterruptedException {
    URI base = freeAddress();
    List<String> command = new ArrayList<>(applications.exchange(jvm));
    command.addAll(
        List.of("--port", Integer.toString(base.getPort()), "--product", PAIR.toString()));
    command.addAll(List.of(flags));
    Child child = start("exchange", command, base, "/stand-in/status");
    child.awaitReady();
    return new StandIn(base, child);
  }

  /** Starts the producer, which may not be ready yet. */
  public Child producer(StandIn exchange, List<String> jvm, String... flags) {
    URI management = freeAddress();
    List<String> command = new ArrayList<>(applications.producer(withFolder(jvm)));
    command.addAll(
        List.of(
            "--coinbase-rest-url",
            exchange.base().toString(),
            "--coinbase-exchange-url",
            exchange.base().toString(),
            "--coinbase-websocket-url",
            exchange.base().toString().replace("http:", "ws:"),
            "--management-port",
            Integer.toString(management.getPort())));
    command.addAll(List.of(flags));
    command.addAll(pairAndBroker());
    return start("producer", command, management, "/readyz");
  }

  /** Starts the speed layer, which may not be ready yet. */
  public Child streaming(List<String> jvm, String... flags) {
    URI management = freeAddress();
    List<String> command = new ArrayList<>(applications.streaming(withFolder(jvm)));
    command.addAll(List.of("--management-port", Integer.toString(management.getPort())));
    command.addAll(List.of(flags));
    command.addAll(pairAndBroker());
    command.addAll(databaseFlags());
    return start("streaming", command, management, "/readyz");
  }

  /**
   * Starts a single run of the batch layer, which has no management endpoint.
   *
   * @param archived whether it keeps the trades in {@link #archive}
   */
  public Child batch(List<String> jvm, boolean archived, String... flags) {
    List<String> command = new ArrayList<>(applications.batch(withFolder(jvm)));
    command.addAll(List.of("run", "--no-compare-candles"));
    command.addAll(List.of(flags));
    if (archived) {
      command.addAll(List.of("--archive-warehouse", archive().toString()));
    }
    command.addAll(pairAndBroker());
    command.addAll(databaseFlags());
    return start("batch", command, freeAddress(), "/");
  }

  /** Starts the batch layer to make a span of final rows again, with what {@link #archive} has. */
  public Child recompute(List<String> jvm, Instant from, Instant to) {
    List<String> command = new ArrayList<>(applications.batch(withFolder(jvm)));
    command.addAll(
        List.of(
            "recompute",
            "--from",
            from.toString(),
            "--to",
            to.toString(),
            "--archive-warehouse",
            archive().toString()));
    command.addAll(pairAndBroker());
    command.addAll(databaseFlags());
    return start("recompute", command, freeAddress(), "/");
  }

  /**
   * Starts the console and waits until it answers.
   *
   * @param port where it is to answer
   */
  public Child console(List<String> jvm, int port) throws InterruptedException {
    Path pipelines = folder.resolve("console.yaml");
    String text =
        "pipelines: [{product: %s, database: {url: \"%s\", user: %s}}]"
            .formatted(PAIR, database.settings().url(), PostgresPart.POSTGRES);
    try {
      Files.writeString(pipelines, text);
    } catch (IOException e) {
      throw new FailedException("cannot write " + pipelines + ": " + e, e);
    }
    URI management = freeAddress();
    List<String> command = new ArrayList<>(applications.console(withFolder(jvm)));
    command.addAll(
        List.of(
            "--pipelines",
            pipelines.toString(),
            "--host",
            "127.0.0.1",
            "--port",
            Integer.toString(port),
            "--management-port",
            Integer.toString(management.getPort()),
            "--requests-per-minute",
            "0"));
    Child child = start("console", command, management, "/readyz");
    child.awaitReady();
    return child;
  }

  /** Starts a process that is no part of the pipeline, and is never asked whether it is ready. */
  public Child other(String name, List<String> command) {
    return start(name, command, freeAddress(), "/");
  }

  /** A folder of this rig's own, made if need be. */
  public Path folder(String name) {
    try {
      return Files.createDirectories(folder.resolve(name));
    } catch (IOException e) {
      throw new FailedException("cannot write to " + folder + ": " + e.getMessage(), e);
    }
  }

  /** What the broker has used. */
  public Usage brokerUsage() {
    return usage(runningBroker);
  }

  /** What the database has used. */
  public Usage databaseUsage() {
    return usage(runningDatabase);
  }

  /** Where the broker answers. */
  public String bootstrapServers() {
    return broker.address();
  }

  /** A new connection to the database. */
  public Connection connect(String name) throws SQLException {
    return database.settings().connectPatiently(name);
  }

  /** Where the database answers. */
  public DatabaseSettings databaseSettings() {
    return database.settings();
  }

  /** The log of a process. */
  public Path log(String name) {
    return folder.resolve(name + ".log");
  }

  /** Empties the tables, as if nothing had been counted yet. No process may be running. */
  public void forgetRows() throws SQLException {
    try (Connection connection = connect("bench");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "TRUNCATE ops.fence, ops.handover, ops.late_trades, ops.missing_ids, ops.differences,"
              + " ops.runs, speed.bars_1s, batch.bars_1s, batch.bars_1m, batch.bars_1h,"
              + " batch.bars_1d, batch.signals, archive.iceberg_tables,"
              + " archive.iceberg_namespace_properties");
      statement.execute("CHECKPOINT");
    }
    if (Files.exists(archive())) {
      FileTree.delete(archive());
    }
  }

  /** Empties the tables of final rows and runs; up to where rows are final stays known. */
  public void forgetFinalRows() throws SQLException {
    try (Connection connection = connect("bench");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "TRUNCATE batch.bars_1s, batch.bars_1m, batch.bars_1h, batch.bars_1d, batch.signals");
    }
    forgetRuns();
  }

  /** Empties the table of runs. */
  public void forgetRuns() throws SQLException {
    try (Connection connection = connect("bench");
        Statement statement = connection.createStatement()) {
      statement.execute("UPDATE ops.handover SET run_id = NULL");
      statement.execute("DELETE FROM ops.runs");
      statement.execute("CHECKPOINT");
    }
  }

  /** Where trades are archived. */
  public Path archive() {
    return folder.resolve("archive");
  }

  /** Ends everything and deletes what it has left. */
  @Override
  public synchronized void close() {
    if (isClosed) {
      return;
    }
    isClosed = true;
    while (!children.isEmpty()) {
      children.pop().close();
    }
    database.close();
    broker.close();
    FileTree.delete(folder);
    try {
      Runtime.getRuntime().removeShutdownHook(closeAtExit);
    } catch (IllegalStateException e) {
      // This is that hook: somebody has ended the command.
      LOG.info("ended early");
    }
  }

  private Child start(String name, List<String> command, URI management, String readyPath) {
    Child child = new Child(name, command, log(name), management, readyPath);
    children.push(child);
    return child;
  }

  private List<String> withFolder(List<String> jvm) {
    List<String> all = new ArrayList<>(jvm);
    all.add("-Djava.io.tmpdir=" + folder);
    return all;
  }

  private List<String> pairAndBroker() {
    return List.of(
        "--trading-pair", PAIR.toString(), "--kafka-bootstrap-servers", bootstrapServers());
  }

  private List<String> databaseFlags() {
    return List.of(
        "--database-url", database.settings().url(), "--database-user", PostgresPart.POSTGRES);
  }

  private static Usage usage(RunningPart part) {
    return Usage.of(ProcessHandle.of(part.pid()).orElseThrow());
  }

  private static URI freeAddress() {
    return URI.create("http://127.0.0.1:" + FreePorts.find());
  }
}
