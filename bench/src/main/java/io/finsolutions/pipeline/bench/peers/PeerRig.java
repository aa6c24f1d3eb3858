package io.finsolutions.pipeline.bench.peers;

import io.finsolutions.pipeline.bench.rig.Child;
import io.finsolutions.pipeline.bench.rig.JvmOptions;
import io.finsolutions.pipeline.bench.rig.Rig;
import io.finsolutions.pipeline.bench.rig.Sightings;
import io.finsolutions.pipeline.embedded.FreePorts;
import io.finsolutions.pipeline.local.part.PostgresPart;
import io.finsolutions.pipeline.local.run.Applications;
import io.finsolutions.pipeline.local.state.FileTree;
import io.finsolutions.pipeline.service.FailedException;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** A rig for one peer at a time: its topic, its rows, its process, which may be started again. */
final class PeerRig {
  /** How long a peer may take from its start to its first row. */
  static final Duration COMES_UP_WITHIN = Duration.ofSeconds(60);

  /** The flags of every peer's virtual machine but ours. */
  static final List<String> JVM =
      List.of("-Xmx512m", "-XX:+UseSerialGC", "-Duser.timezone=UTC", "-Dfile.encoding=UTF-8");

  private static final URI NO_EXCHANGE = URI.create("http://127.0.0.1:9");
  private static final String TABLE =
      """
      CREATE SCHEMA IF NOT EXISTS peers;
      CREATE TABLE IF NOT EXISTS peers.bars_1s (
        product text, start timestamptz, trades bigint, buys bigint, sells bigint,
        open numeric(38, 18), high numeric(38, 18), low numeric(38, 18), close numeric(38, 18),
        base_volume numeric(38, 18), quote_volume numeric(38, 18), last_trade_id bigint,
        PRIMARY KEY (product, start));
      TRUNCATE peers.bars_1s""";

  private final Rig rig;
  private final Peer peer;
  private final JvmOptions jvm;
  private final String topic;
  private final URI exchange;
  private final Path state;
  private final int port = FreePorts.find();

  private PeerRig(Rig rig, Peer peer, JvmOptions jvm, String topic, URI exchange, Path state) {
    this.rig = rig;
    this.peer = peer;
    this.jvm = jvm;
    this.topic = topic;
    this.exchange = exchange;
    this.state = state;
  }

  /** For a peer that reads a topic, which is made if need be; no rows are there yet. */
  static PeerRig of(Rig rig, Peer peer, JvmOptions jvm, String topic) throws SQLException {
    createTopic(rig, topic);
    return fresh(rig, peer, jvm, topic, NO_EXCHANGE);
  }

  /** For a peer that asks an exchange; no rows are there yet. */
  static PeerRig of(Rig rig, Peer peer, JvmOptions jvm, URI exchange) throws SQLException {
    return fresh(rig, peer, jvm, "none", exchange);
  }

  /** To read rows that are there. */
  static PeerRig reader(Rig rig, Peer peer) {
    return new PeerRig(rig, peer, new JvmOptions(), "none", NO_EXCHANGE, rig.folder("peer"));
  }

  private static PeerRig fresh(Rig rig, Peer peer, JvmOptions jvm, String topic, URI exchange)
      throws SQLException {
    rig.forgetRows();
    try (Connection connection = rig.connect("bench");
        Statement statement = connection.createStatement()) {
      statement.execute(TABLE);
    }
    Path state = rig.folder("peer");
    FileTree.clear(state);
    return new PeerRig(rig, peer, jvm, topic, exchange, state);
  }

  /** Who it is. */
  Peer peer() {
    return peer;
  }

  /** What it reads. */
  String topic() {
    return topic;
  }

  /** What it is on. */
  Rig rig() {
    return rig;
  }

  /**
   * Starts it, or starts it again, with the state that it has left.
   *
   * @throws FailedException if it was not built
   */
  Child start() {
    if (peer == Peer.OURS) {
      return rig.streaming(jvm.streaming(), "--trades-topic", topic);
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM);
    command.add("-Dlogback.configurationFile=peer-logback.xml");
    command.add("-Djava.io.tmpdir=" + rig.folder("temporary"));
    command.add("-jar");
    command.add(jar().toString());
    Map<String, String> task =
        Map.of(
            "product", Rig.PAIR.toString(),
            "bootstrap-servers", rig.bootstrapServers(),
            "topic", topic,
            "database-url", rig.databaseSettings().url(),
            "database-user", PostgresPart.POSTGRES,
            "state", state.toString(),
            "exchange", exchange.toString(),
            "port", Integer.toString(port));
    task.forEach((name, value) -> command.add(name + "=" + value));
    return rig.other(peer.toString(), command);
  }

  /** Begins to look at its newest row. */
  Sightings look() {
    return new Sightings(this::connect, peer.rows().newest());
  }

  /** Begins to look how far it has come with trades of the past. */
  Sightings lookBack() {
    return new Sightings(this::connect, peer.rows().progress());
  }

  /** Connects to where its rows are. */
  Connection connect() throws SQLException {
    return peer == Peer.QUESTDB
        ? DriverManager.getConnection(
            "jdbc:postgresql://127.0.0.1:" + port + "/qdb?connectTimeout=2&socketTimeout=5",
            "admin",
            "quest")
        : rig.connect("reader");
  }

  /** Waits until a row includes a trade, or empty if it takes too long. */
  static Optional<Duration> awaitTrade(
      Child child, Sightings sightings, long tradeId, Duration bound) throws InterruptedException {
    long begun = System.nanoTime();
    while (sightings.latest() < tradeId) {
      child.requireAlive();
      if (System.nanoTime() - begun > bound.toNanos()) {
        return Optional.empty();
      }
    }
    return Optional.of(Duration.ofNanos(System.nanoTime() - begun));
  }

  /**
   * Waits for the first row.
   *
   * @throws FailedException if there is none in time
   */
  static void awaitUp(Child child, Sightings sightings) throws InterruptedException {
    awaitTrade(child, sightings, 1, COMES_UP_WITHIN)
        .orElseThrow(
            () ->
                new FailedException(
                    child.name()
                        + " has no row within "
                        + COMES_UP_WITHIN.toSeconds()
                        + " s; it said last: "
                        + child.lastWords()));
  }

  private Path jar() {
    Path target =
        Applications.find()
            .checkout()
            .resolve("bench" + File.separator + "peers")
            .resolve(peer.module())
            .resolve("target");
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, "peer-*.jar")) {
      for (Path jar : jars) {
        return jar;
      }
    } catch (IOException e) {
      throw notBuilt(e);
    }
    throw notBuilt(null);
  }

  private FailedException notBuilt(IOException cause) {
    return new FailedException(
        "bench/peers/" + peer.module() + " is not built; run ./pipeline bench peers", cause);
  }

  private static void createTopic(Rig rig, String topic) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", rig.bootstrapServers()))) {
      if (!admin.listTopics().names().get().contains(topic)) {
        Map<String, String> settings =
            Map.of("retention.ms", "-1", "message.timestamp.type", "CreateTime");
        NewTopic made = new NewTopic(topic, 1, (short) 1).configs(settings);
        admin.createTopics(List.of(made)).all().get();
      }
    } catch (ExecutionException e) {
      throw new FailedException("cannot make topic " + topic + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FailedException("interrupted", e);
    }
  }
}
