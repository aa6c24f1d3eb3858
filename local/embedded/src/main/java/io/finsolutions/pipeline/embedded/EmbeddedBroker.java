package io.finsolutions.pipeline.embedded;

import io.finsolutions.pipeline.service.FailedException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka broker in a child process on this machine, with one replica of everything. Its state
 * folder is all it has: a broker that was killed, or closed, goes on from there.
 *
 * <p>Topics are never made by themselves, see {@link #createTopic}. The process ends with this
 * virtual machine, unless that is killed. Not safe for use by several threads.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
  private static final Duration START_BOUND = Duration.ofSeconds(60);
  private static final Duration STOP_BOUND = Duration.ofSeconds(10);
  private static final Duration REQUEST_BOUND = Duration.ofSeconds(15);
  private static final long POLL_MILLIS = 20;
  private static final String LOGGING = "broker-logback.xml";
  // Any does: one broker is the whole cluster.
  private static final String CLUSTER_ID = "pipelineEmbeddedBrokr0";

  private final Path state;
  private final int port;
  private final Optional<Guard> guard;
  private final Thread stopAtExit = new Thread(this::endProcess, "stop-broker");
  private Process process;
  private long logFrom;
  private boolean closed;

  /**
   * A broker that is not started yet.
   *
   * @param state the folder of data, configuration and log ({@code broker.log}); made if need be
   * @param port where clients connect, on 127.0.0.1; 0 for any that is free, the same at each start
   */
  public EmbeddedBroker(Path state, int port) {
    this(state, port, Optional.empty());
  }

  /** A broker that is not started yet, with a second door for clients with a password. */
  public EmbeddedBroker(Path state, Guard guard) {
    this(state, 0, Optional.of(guard));
  }

  private EmbeddedBroker(Path state, int port, Optional<Guard> guard) {
    this.guard = guard;
    this.state = state.toAbsolutePath();
    this.port = port == 0 ? FreePorts.find() : port;
    Runtime.getRuntime().addShutdownHook(stopAtExit);
  }

  /**
   * Starts the process and returns once the broker answers.
   *
   * @throws FailedException if its jars are not built, or it ends or does not answer within a
   *     minute; the message holds the first error of its log
   */
  public void start() {
    if (closed || (process != null && process.isAlive())) {
      throw new IllegalStateException(closed ? "broker is closed" : "broker runs already");
    }
    long started = System.nanoTime();
    try {
      Files.createDirectories(state);
      Files.writeString(
          state.resolve("server.properties"),
          BrokerProperties.text(state.resolve("data"), port, FreePorts.find(), guard));
      try (InputStream logging = EmbeddedBroker.class.getResourceAsStream(LOGGING)) {
        Files.copy(logging, state.resolve(LOGGING), StandardCopyOption.REPLACE_EXISTING);
      }
      if (!Files.exists(state.resolve("data").resolve("meta.properties"))) {
        format();
      }
      process = java("-Xmx256m", "kafka.Kafka", "server.properties");
      awaitAnswer(started + START_BOUND.toNanos());
    } catch (IOException e) {
      throw new FailedException("cannot start the Kafka broker in " + state + ": " + e, e);
    } catch (FailedException e) {
      endProcess();
      throw e;
    }
    LOG.info(
        "broker started address={} pid={} state={} took_ms={}",
        bootstrapServers(),
        pid(),
        state,
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started));
  }

  /** Where clients connect, for example {@code 127.0.0.1:9092}. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** The number of the process that was started last. */
  public long pid() {
    return process.pid();
  }

  /** Whether the process runs. */
  public boolean isAlive() {
    return process != null && process.isAlive();
  }

  /** The file with what the broker logs. */
  public Path log() {
    return state.resolve("broker.log");
  }

  /**
   * Makes a topic with one replica and waits for its partitions to have a leader. A topic that is
   * there already stays as it is.
   *
   * @param config settings of the topic by Kafka's names, such as {@code retention.ms}
   */
  public void createTopic(String name, int partitions, Map<String, String> config) {
    try (Admin admin = admin()) {
      NewTopic topic = new NewTopic(name, partitions, (short) 1).configs(config);
      long deadline = System.nanoTime() + REQUEST_BOUND.toNanos();
      while (!made(admin, topic)) {
        requireTime(deadline);
      }
      awaitLeaders(admin, name);
    }
  }

  /** Deletes a topic with all that is in it. */
  public void deleteTopic(String name) {
    try (Admin admin = admin()) {
      get(admin.deleteTopics(Set.of(name)).all()::get);
    } catch (ExecutionException e) {
      throw new FailedException("cannot delete topic " + name + ": " + e.getCause(), e);
    }
  }

  /** Kills the process at once (SIGKILL), as a crash would; {@link #start} brings it back. */
  public void kill() {
    process.destroyForcibly();
    awaitEnd(STOP_BOUND);
  }

  /** Stops the broker in order, and kills it if that takes longer than ten seconds. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    endProcess();
    try {
      Runtime.getRuntime().removeShutdownHook(stopAtExit);
    } catch (IllegalStateException e) {
      // This virtual machine is ending; the hook finds the process gone.
      LOG.trace("hook stays", e);
    }
  }

  private void endProcess() {
    if (!isAlive()) {
      return;
    }
    process.destroy();
    if (!awaitEnd(STOP_BOUND)) {
      LOG.warn("broker killed reason=\"did not stop in time\" bound={}", STOP_BOUND);
      kill();
    }
  }

  private boolean awaitEnd(Duration bound) {
    try {
      return process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private void format() throws IOException {
    Process format =
        java(
            "-Xmx64m",
            "kafka.tools.StorageTool",
            "format",
            "--cluster-id",
            CLUSTER_ID,
            "--config",
            "server.properties");
    try {
      if (!format.waitFor(START_BOUND.toMillis(), TimeUnit.MILLISECONDS)) {
        format.destroyForcibly();
        throw new FailedException(
            "cannot format "
                + state
                + " for the Kafka broker within "
                + START_BOUND.toSeconds()
                + " s: "
                + whyItDidNotStart());
      }
      if (format.exitValue() != 0) {
        throw new FailedException(
            "cannot format " + state + " for the Kafka broker: " + whyItDidNotStart());
      }
    } catch (InterruptedException e) {
      format.destroyForcibly();
      throw interrupted(e);
    }
  }

  private Process java(String heap, String mainClass, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(heap);
    // A broker on one machine is started often and has little to do: the second compiler and a
    // concurrent collector cost more than they bring.
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-XX:+UseSerialGC");
    command.add("-Xshare:auto");
    command.add("-Dlogback.configurationFile=" + state.resolve(LOGGING));
    command.add("-cp");
    command.add(BrokerJars.folder().resolve("*").toString());
    command.add(mainClass);
    command.addAll(List.of(arguments));
    logFrom = log().toFile().length();
    return new ProcessBuilder(command)
        .directory(state.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
        .start();
  }

  private void awaitAnswer(long deadline) {
    // A client that finds the port closed backs off and logs; a plain socket does not.
    while (!accepts()) {
      requireTime(deadline);
    }
    try (Admin admin = admin()) {
      while (get(admin.describeCluster().nodes()::get).isEmpty()) {
        requireTime(deadline);
      }
    } catch (ExecutionException e) {
      throw new FailedException("the Kafka broker does not answer: " + e.getCause(), e);
    }
  }

  private static boolean made(Admin admin, NewTopic topic) {
    try {
      get(admin.createTopics(Set.of(topic)).all()::get);
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof InvalidReplicationFactorException) {
        // There is no broker to put it on: this one has stood still, and is about to be counted in
        // again.
        return false;
      }
      if (e.getCause() instanceof TopicExistsException) {
        return true;
      }
      throw new FailedException("cannot create topic " + topic.name() + ": " + e.getCause(), e);
    }
  }

  private void awaitLeaders(Admin admin, String topic) {
    long deadline = System.nanoTime() + REQUEST_BOUND.toNanos();
    while (!hasLeaders(admin, topic)) {
      requireTime(deadline);
    }
  }

  private static boolean hasLeaders(Admin admin, String topic) {
    try {
      return get(admin.describeTopics(Set.of(topic)).allTopicNames()::get)
          .get(topic)
          .partitions()
          .stream()
          .allMatch(partition -> partition.leader() != null);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return false;
      }
      throw new FailedException("cannot describe topic " + topic + ": " + e.getCause(), e);
    }
  }

  private boolean accepts() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Waits a moment; fails if the process has ended or the deadline is over. */
  private void requireTime(long deadline) {
    try {
      if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new FailedException(
            "the Kafka broker in "
                + state
                + " ended with exit code "
                + process.exitValue()
                + ": "
                + whyItDidNotStart());
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    if (System.nanoTime() > deadline) {
      throw new FailedException(
          "the Kafka broker in " + state + " does not answer: " + whyItDidNotStart());
    }
  }

  private String whyItDidNotStart() {
    return LastWords.sinceStart(log(), logFrom) + "; its log is " + log();
  }

  private Admin admin() {
    return Admin.create(
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers(),
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            (int) REQUEST_BOUND.toMillis(),
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            (int) REQUEST_BOUND.toMillis()));
  }

  private static <T> T get(Answer<T> answer) throws ExecutionException {
    try {
      return answer.get(REQUEST_BOUND.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new FailedException("the Kafka broker did not answer within " + REQUEST_BOUND, e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static FailedException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new FailedException("interrupted while waiting for the Kafka broker", e);
  }

  /** A future's bounded get. */
  private interface Answer<T> {
    T get(long amount, TimeUnit unit)
        throws InterruptedException, ExecutionException, TimeoutException;
  }
}
