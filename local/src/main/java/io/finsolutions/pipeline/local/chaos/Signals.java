package io.finsolutions.pipeline.local.chaos;

import io.finsolutions.pipeline.service.FailedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Signals to processes of this machine, each known by its number. */
final class Signals {
  private Signals() {}

  /** Kills a process, without its children; returns whether there was one. */
  static boolean kill(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::destroyForcibly).orElse(false);
  }

  /** Holds up a process and its children, and says which these were. */
  static List<ProcessHandle> stop(long pid) throws InterruptedException {
    List<ProcessHandle> held = new ArrayList<>();
    ProcessHandle.of(pid).ifPresent(held::add);
    // First the parent, so that there are no more children once they are counted.
    send("-STOP", held);
    List<ProcessHandle> children = held.stream().flatMap(ProcessHandle::descendants).toList();
    send("-STOP", children);
    held.addAll(children);
    return held;
  }

  /** Lets processes go on. */
  static void resume(List<ProcessHandle> held) throws InterruptedException {
    send("-CONT", held.stream().filter(ProcessHandle::isAlive).toList());
  }

  private static void send(String signal, List<ProcessHandle> processes)
      throws InterruptedException {
    if (processes.isEmpty()) {
      return;
    }
    List<String> command =
        Stream.concat(
                Stream.of("kill", signal),
                processes.stream().map(process -> Long.toString(process.pid())))
            .toList();
    try {
      // It fails for those that have ended meanwhile, which is no harm.
      new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new FailedException("cannot send signals: " + e.getMessage(), e);
    }
  }
}
