package io.finsolutions.pipeline.local.run;

import java.util.Optional;

/** The script that has started this process, and that Ctrl-C reaches in its place. */
final class Launcher {
  /** The system property with the number of its process. */
  private static final String PROPERTY = "pipeline.launcher";

  private Launcher() {}

  /** Runs something once the script is gone, for then nobody can end this process any more. */
  static void onEnd(Runnable task) {
    Long pid = Long.getLong(PROPERTY);
    if (pid == null) {
      return;
    }
    Optional<ProcessHandle> script = ProcessHandle.of(pid);
    if (script.isPresent()) {
      script.get().onExit().thenRun(task);
    } else {
      task.run();
    }
  }
}
