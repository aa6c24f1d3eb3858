package io.finsolutions.pipeline.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.embedded.FreePorts;
import io.finsolutions.pipeline.local.run.Applications;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemTestScriptIT {
  private static final Duration BOUND = Duration.ofSeconds(30);

  private final Path script = Applications.find().checkout().resolve("e2e/run");

  @TempDir Path folder;

  @Test
  void aSignalWhileItBuildsEndsTheBuildWithAllThatItHasStarted() throws Exception {
    Path started = folder.resolve("started");
    Path builder = Files.createDirectory(folder.resolve("bin")).resolve("mvn");
    Files.writeString(
        builder,
        "#!/usr/bin/env bash\nsleep 300 & echo $! > '%s.part' && mv '%s.part' '%s'\nwait\n"
            .formatted(started, started, started));
    assertThat(builder.toFile().setExecutable(true)).isTrue();
    Process process = start(new ProcessBuilder(script.toString(), "--build-only"));
    Eventually.holds("the build runs", BOUND, () -> Files.exists(started));
    long grandchild = Long.parseLong(Files.readString(started).strip());

    // By its handle: else what it says then could not be read any more.
    process.toHandle().destroy();

    assertThat(process.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(said(process)).endsWith("e2e: interrupted\n");
    assertThat(process.exitValue()).isEqualTo(130);
    Eventually.holds("nothing is left", BOUND, () -> !isAlive(grandchild));
  }

  @Test
  void aClusterThatDoesNotAnswerIsSaidInOneLineBeforeAnythingIsBuilt() throws Exception {
    Assumptions.assumeTrue(hasKubectl(), "needs kubectl");
    Path kubeconfig = folder.resolve("kubeconfig");
    Files.writeString(
        kubeconfig,
        """
        apiVersion: v1
        kind: Config
        current-context: gone
        clusters: [{name: gone, cluster: {server: "https://127.0.0.1:%d"}}]
        contexts: [{name: gone, context: {cluster: gone, user: nobody}}]
        users: [{name: nobody, user: {token: none}}]
        """
            .formatted(FreePorts.find()));
    ProcessBuilder builder = new ProcessBuilder(script.toString());
    builder.environment().put("KUBECONFIG", kubeconfig.toString());

    Process process = start(builder);

    assertThat(process.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(said(process))
        .startsWith(
            "./pipeline e2e: the cluster of KUBECONFIG=" + kubeconfig + " does not answer: ")
        .containsOnlyOnce("\n");
    assertThat(process.exitValue()).isEqualTo(1);
  }

  private Process start(ProcessBuilder builder) throws IOException {
    builder
        .environment()
        .merge("PATH", folder.resolve("bin").toString(), SystemTestScriptIT::first);
    return builder.redirectErrorStream(true).start();
  }

  private static String first(String path, String folder) {
    return folder + File.pathSeparator + path;
  }

  private static String said(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  // One that has ended, and that nobody has asked for its end, has no command any more.
  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid)
        .filter(process -> process.info().command().isPresent())
        .isPresent();
  }

  private static boolean hasKubectl() throws InterruptedException {
    try {
      return new ProcessBuilder("kubectl", "version", "--client")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
