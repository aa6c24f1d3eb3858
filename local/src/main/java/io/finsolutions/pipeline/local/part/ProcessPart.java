package io.finsolutions.pipeline.local.part;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/**
 * A part that is one child process.
 *
 * @param name what people call it
 * @param address where it can be reached, for people
 * @param log where it writes what it says
 * @param restartable whether it goes on where it was
 * @param command the program and its arguments
 * @param readiness what tells that it does its work
 * @param startBound how long it may take until then
 */
public record ProcessPart(
    String name,
    String address,
    Path log,
    boolean restartable,
    List<String> command,
    Readiness readiness,
    Duration startBound)
    implements Part {
  private static final Duration POLL = Duration.ofMillis(50);

  /** Keeps a copy of the command. */
  public ProcessPart {
    command = List.copyOf(command);
  }

  @Override
  public RunningPart start() throws PartEndedException, InterruptedException {
    ChildProcess process = ChildProcess.start(command, log);
    boolean ready = false;
    try {
      long deadline = System.nanoTime() + startBound.toNanos();
      while (!readiness.isReady()) {
        if (process.awaitEnd(POLL)) {
          throw ended(OptionalInt.of(process.exitCode()), process.whyItDidNotStart());
        }
        if (System.nanoTime() > deadline) {
          throw ended(
              OptionalInt.empty(),
              "it did no work within "
                  + startBound.toSeconds()
                  + " s; "
                  + process.whyItDidNotStart());
        }
      }
      ready = true;
      return process;
    } finally {
      if (!ready) {
        process.kill();
      }
    }
  }

  private PartEndedException ended(OptionalInt exitCode, String why) {
    return new PartEndedException(new Ending(exitCode, why + "; its log is " + log));
  }
}
