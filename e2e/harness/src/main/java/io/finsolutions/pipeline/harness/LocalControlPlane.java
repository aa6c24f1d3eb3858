package io.finsolutions.pipeline.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The control plane that the cluster script runs on this machine. The processes of tests that run
 * at the same time share it: the first starts it, the last ends it. Two bytes of a file are their
 * locks, one held while it is started or ended, the other shared by those who use it.
 */
final class LocalControlPlane {
  private static final Logger LOG = LoggerFactory.getLogger(LocalControlPlane.class);
  private static final long START = 0;
  private static final long USE = 1;
  private static final long BUILD_MINUTES = 20;

  private final Path script;
  private final Path started;
  private final FileChannel locks;
  private FileLock use;

  private LocalControlPlane(Path script) throws IOException {
    this.script = script;
    String state = String.valueOf(System.getenv("CLUSTER_STATE"));
    String user = System.getProperty("user.name");
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    String name = "control-plane-of-tests-" + user + "-" + Integer.toHexString(state.hashCode());
    this.started = folder.resolve(name + ".started");
    this.locks =
        FileChannel.open(
            folder.resolve(name + ".lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
  }

  /**
   * Starts it if it is not up.
   *
   * @return its kubeconfig, for this process's lifetime
   * @throws IOException if there can be none here; the message says why
   */
  @SuppressWarnings("try")
  static Path use() throws IOException, InterruptedException {
    if (!System.getProperty("os.name").equals("Linux")) {
      throw new IOException("a control plane can be started here on Linux only");
    }
    LocalControlPlane plane = new LocalControlPlane(script());
    Path kubeconfig;
    try (FileLock start = plane.locks.lock(START, 1, false)) {
      kubeconfig = plane.upOrAlready();
      plane.use = plane.locks.lock(USE, 1, true);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(plane::leave, "control-plane"));
    return kubeconfig;
  }

  private Path upOrAlready() throws IOException, InterruptedException {
    Answer status = run("status");
    if (status.succeeded()) {
      return status.kubeconfig();
    }
    Answer up = run("up", "control-plane");
    if (!up.succeeded()) {
      throw new IOException(up.error());
    }
    Files.writeString(started, identity(up.kubeconfig()));
    LOG.info("event=control-plane-started kubeconfig={}", up.kubeconfig());
    return up.kubeconfig();
  }

  @SuppressWarnings("try")
  private void leave() {
    try (FileLock start = locks.lock(START, 1, false)) {
      use.release();
      FileLock alone = locks.tryLock(USE, 1, false);
      if (alone != null && isOurs()) {
        run("down");
        Files.delete(started);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isOurs() throws IOException, InterruptedException {
    if (!Files.exists(started)) {
      return false;
    }
    Answer status = run("status");
    return status.succeeded() && Files.readString(started).equals(identity(status.kubeconfig()));
  }

  /** Tells a cluster from another that was started later in the same place. */
  private static String identity(Path kubeconfig) throws IOException {
    return kubeconfig + " " + Files.getLastModifiedTime(kubeconfig).toMillis();
  }

  private Answer run(String... arguments) throws IOException, InterruptedException {
    Path errors = Files.createTempFile("control-plane", ".log");
    try {
      List<String> command = new ArrayList<>(List.of(script.toString()));
      command.addAll(List.of(arguments));
      Process process =
          new ProcessBuilder(command)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectError(errors.toFile())
              .start();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (!process.waitFor(BUILD_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IOException("the cluster script does not end");
      }
      return new Answer(process.exitValue(), output, Files.readString(errors).strip());
    } finally {
      Files.delete(errors);
    }
  }

  private static Path script() throws IOException {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null) {
      Path script = folder.resolve("e2e/cluster/cluster");
      if (Files.isExecutable(script)) {
        return script;
      }
      folder = folder.getParent();
    }
    throw new IOException("the tests do not run in a checkout with e2e/cluster/cluster");
  }

  private record Answer(int code, String output, String error) {
    private static final String PREFIX = "export KUBECONFIG=";

    boolean succeeded() {
      return code == 0;
    }

    Path kubeconfig() {
      return output
          .lines()
          .filter(line -> line.startsWith(PREFIX))
          .map(line -> Path.of(line.substring(PREFIX.length())))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("no kubeconfig is named in: " + output));
    }
  }
}
