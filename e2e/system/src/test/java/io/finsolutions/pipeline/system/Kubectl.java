package io.finsolutions.pipeline.system;

import io.finsolutions.pipeline.service.FailedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The command line tool, for what is a stream through the API server into a pod. */
record Kubectl(String namespace) {

  /**
   * Runs a command in the only container of a pod, and returns what it says.
   *
   * @throws FailedException if its exit code is not 0
   */
  String exec(String pod, String... command) {
    List<String> arguments = new ArrayList<>(List.of("exec", pod, "--"));
    arguments.addAll(List.of(command));
    try {
      Process process = start(arguments);
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new FailedException("in " + pod + ", " + List.of(command) + " fails: " + said);
      }
      return said;
    } catch (IOException e) {
      throw new FailedException("kubectl does not run: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FailedException("interrupted while kubectl runs", e);
    }
  }

  /** Starts a command whose standard output and error are one. */
  Process start(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("kubectl", "--namespace", namespace));
    command.addAll(arguments);
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }
}
