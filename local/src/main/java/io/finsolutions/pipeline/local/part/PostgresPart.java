package io.finsolutions.pipeline.local.part;

import io.finsolutions.pipeline.embedded.LastWords;
import io.finsolutions.pipeline.local.state.FileTree;
import io.finsolutions.pipeline.local.state.Leftovers;
import io.finsolutions.pipeline.service.FailedException;
import io.finsolutions.pipeline.store.DatabaseSettings;
import io.finsolutions.pipeline.store.Schema;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** The Postgres server with the schema of the pipeline, whose data outlives it. */
public final class PostgresPart implements Part {
  /** The user and the database that there are. */
  public static final String POSTGRES = "postgres";

  private static final Duration START_BOUND = Duration.ofSeconds(60);
  private static final int PORT_LINE = 3;
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration GONE_BOUND = Duration.ofSeconds(5);

  private final Path programs;
  private final Path data;
  private final Path log;
  private final int port;
  private EmbeddedPostgres server;

  /**
   * A server that is not started.
   *
   * @param programs the folder that its programs are unpacked to, once
   * @param data the folder of its data
   * @param port where clients connect
   */
  public PostgresPart(Path programs, Path data, Path log, int port) {
    this.programs = programs;
    this.data = data;
    this.log = log;
    this.port = port;
  }

  @Override
  public String name() {
    return "database";
  }

  @Override
  public String address() {
    return "postgresql://" + POSTGRES + "@127.0.0.1:" + port;
  }

  @Override
  public Path log() {
    return log;
  }

  @Override
  public boolean restartable() {
    return true;
  }

  /** How clients of the pipeline reach it. */
  public DatabaseSettings settings() {
    return settings(port);
  }

  /** How clients reach the server whose data is in a folder, if it runs. */
  public static Optional<DatabaseSettings> running(Path data) {
    if (Leftovers.postmaster(data).isEmpty()) {
      return Optional.empty();
    }
    try {
      List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
      return lines.size() > PORT_LINE
          ? Optional.of(settings(Integer.parseInt(lines.get(PORT_LINE).strip())))
          : Optional.empty();
    } catch (IOException | NumberFormatException e) {
      // It has just ended, or is about to start.
      return Optional.empty();
    }
  }

  private static DatabaseSettings settings(int port) {
    return new DatabaseSettings(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + POSTGRES, POSTGRES, "");
  }

  @Override
  public synchronized RunningPart start() throws InterruptedException {
    letGo();
    forgetHalfMadeData();
    awaitMemory();
    forgetLock();
    try (PostgresPrograms held = PostgresPrograms.hold(programs)) {
      server = open(held);
    } catch (IOException | IllegalStateException | ExceptionInInitializerError e) {
      throw new FailedException("cannot start Postgres: " + reason(e), e);
    }
    Schema.migrate(settings());
    return new Running(
        Leftovers.postmaster(data)
            .orElseThrow(() -> new FailedException("Postgres ended at once: " + LastWords.of(log)))
            .pid());
  }

  @Override
  public synchronized void close() {
    letGo();
  }

  private EmbeddedPostgres open(PostgresPrograms held) throws IOException {
    return EmbeddedPostgres.builder()
        .setOverrideWorkingDirectory(held.folder().toFile())
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .setRegisterShutdownHook(false)
        .setPort(port)
        .setPGStartupWait(START_BOUND)
        .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
        // Made for tests, it would trade safety for speed.
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("max_connections", "50")
        .setServerConfig("listen_addresses", "127.0.0.1")
        .setServerConfig("unix_socket_directories", "")
        .start();
  }

  private void letGo() {
    if (server != null) {
      try {
        server.close();
      } catch (IOException e) {
        throw new FailedException("cannot stop Postgres: " + e.getMessage(), e);
      }
      server = null;
    }
  }

  /** The making of the data may have been cut short; what it left cannot be used or made over. */
  private void forgetHalfMadeData() {
    if (Files.isDirectory(data) && !Files.exists(data.resolve("global").resolve("pg_control"))) {
      FileTree.clear(data);
    }
  }

  private void awaitMemory() throws InterruptedException {
    long deadline = System.nanoTime() + START_BOUND.toNanos();
    while (PostgresMemory.isHeld(data)) {
      if (System.nanoTime() - deadline > 0) {
        throw new FailedException(
            "cannot start Postgres: processes of one that was killed still hold its memory; end"
                + " those whose working folder is "
                + data);
      }
      Thread.sleep(POLL.toMillis());
    }
  }

  /** A start that failed has kept its lock, until the collector comes by: no other could start. */
  private void forgetLock() {
    try {
      Files.deleteIfExists(data.resolve("epg-lock"));
    } catch (IOException e) {
      throw new FailedException("cannot write to " + data + ": " + e.getMessage(), e);
    }
  }

  private String reason(Throwable failure) throws InterruptedException {
    if (System.getProperty("user.name").equals("root") && !allowsUserNamespaces()) {
      return "it does not run as root, and this machine does not let root step down to an"
          + " unprivileged user (unshare -U); run ./pipeline as another user";
    }
    String lastWords = LastWords.of(log);
    if (!lastWords.isEmpty()) {
      return lastWords;
    }
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return String.valueOf(cause.getMessage());
  }

  private static boolean allowsUserNamespaces() throws InterruptedException {
    try {
      Process probe = new ProcessBuilder("unshare", "-U", "true").start();
      return probe.waitFor(5, TimeUnit.SECONDS) && probe.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private final class Running implements RunningPart {
    private final long pid;

    Running(long pid) {
      this.pid = pid;
    }

    @Override
    public long pid() {
      return pid;
    }

    @Override
    public Ending awaitEnding() throws InterruptedException {
      ProcessEnd.await(pid);
      return new Ending(OptionalInt.empty(), LastWords.of(log));
    }

    @Override
    public void stop(Duration bound) throws InterruptedException {
      if (bound.isZero()) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
      }
      close();
      // It says that it is down a moment before it is gone.
      ProcessEnd.awaitOrKill(pid, GONE_BOUND);
    }
  }
}
