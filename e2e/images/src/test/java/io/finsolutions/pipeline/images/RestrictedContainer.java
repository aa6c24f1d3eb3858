package io.finsolutions.pipeline.images;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import io.finsolutions.pipeline.harness.Eventually;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.output.OutputFrame.OutputType;
import org.testcontainers.containers.startupcheck.StartupCheckStrategy;
import org.testcontainers.utility.DockerImageName;

/**
 * A container with the rights that a pod of this platform has: it runs as the user of its image,
 * without capabilities, on a root file system that it cannot write. It shares the network of this
 * machine, where the servers of the tests are.
 */
final class RestrictedContainer extends GenericContainer<RestrictedContainer> {
  private static final Duration LONGEST_START = Duration.ofSeconds(90);

  /** Of a pod's scratch volumes programs can be run, too: Kafka's libraries are unpacked there. */
  private static final String SCRATCH = "rw,exec,nosuid,nodev,size=256m";

  private static final List<String> SHELLS = List.of("/usr/bin/dash", "/usr/bin/bash");

  private final List<Mount> mounts = new ArrayList<>();

  /** How a container has ended. */
  record End(long exitCode, String output, String errors, Duration took) {}

  RestrictedContainer(Image image) {
    super(DockerImageName.parse(image.reference()));
    withImagePullPolicy(name -> false);
    withNetworkMode("host");
    withTmpFs(
        image.scratchFolders().stream().collect(Collectors.toMap(path -> path, path -> SCRATCH)));
    if (image == Image.STREAMING) {
      withEnv("SPARK_LOCAL_DIRS", "/var/data/spark");
      withEnv("SPARK_DRIVER_BIND_ADDRESS", "127.0.0.1");
    }
    withCreateContainerCmdModifier(
        create ->
            create
                .getHostConfig()
                .withReadonlyRootfs(true)
                .withMounts(mounts)
                .withCapDrop(Capability.ALL)
                .withSecurityOpts(List.of("no-new-privileges")));
  }

  /** Runs another program of the image. */
  RestrictedContainer withProgram(String... program) {
    return withCreateContainerCmdModifier(create -> create.withEntrypoint(program));
  }

  /** It finds a file of this machine at a path of its own. */
  RestrictedContainer withFile(Path file, String path) {
    mounts.add(
        new Mount()
            .withType(MountType.BIND)
            .withSource(file.toString())
            .withTarget(path)
            .withReadOnly(true));
    return this;
  }

  /** Nothing can run a shell in it. */
  RestrictedContainer withoutShells() {
    SHELLS.forEach(shell -> withFile(Path.of("/dev/null"), shell));
    return this;
  }

  /** Starts it, and returns once it has ended by itself. */
  End run() {
    long started = System.nanoTime();
    withStartupCheckStrategy(new HasEnded());
    start();
    return end(started);
  }

  /** Starts it, and returns once its probe answers that it works. */
  RestrictedContainer startAndAwaitReady(int managementPort) {
    start();
    Eventually.await(
        getDockerImageName() + " is ready",
        LONGEST_START,
        () -> {
          if (!isRunning()) {
            throw new IllegalStateException("it has ended: " + getLogs());
          }
          return probe(managementPort) == 200;
        });
    return this;
  }

  /** Tells it to stop (SIGTERM), and kills it (exit code 137) when the grace period is over. */
  End terminate(Duration grace) {
    long started = System.nanoTime();
    engine().stopContainerCmd(getContainerId()).withTimeout((int) grace.toSeconds()).exec();
    return end(started);
  }

  private End end(long started) {
    Duration took = Duration.ofNanos(System.nanoTime() - started);
    InspectContainerResponse.ContainerState state =
        engine().inspectContainerCmd(getContainerId()).exec().getState();
    return new End(
        state.getExitCodeLong(), getLogs(OutputType.STDOUT), getLogs(OutputType.STDERR), took);
  }

  private DockerClient engine() {
    return getDockerClient();
  }

  private static int probe(int port) {
    try {
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/readyz")).build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  private static final class HasEnded extends StartupCheckStrategy {
    HasEnded() {
      withTimeout(LONGEST_START);
    }

    @Override
    public StartupStatus checkStartupState(DockerClient engine, String container) {
      boolean running =
          Boolean.TRUE.equals(engine.inspectContainerCmd(container).exec().getState().getRunning());
      return running ? StartupStatus.NOT_YET_KNOWN : StartupStatus.SUCCESSFUL;
    }
  }
}
