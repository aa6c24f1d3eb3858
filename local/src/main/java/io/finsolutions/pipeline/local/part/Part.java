package io.finsolutions.pipeline.local.part;

import java.nio.file.Path;

/** Something that the pipeline is made of and that can be started, again and again. */
public interface Part {
  /** What people call it, in one word. */
  String name();

  /** Where it can be reached, for people. */
  String address();

  /** The file with what it logs. */
  Path log();

  /** Whether it goes on where it was when it is started again after its end. */
  boolean restartable();

  /**
   * Starts it and returns once it does its work. An interrupt ends what was begun.
   *
   * @throws PartEndedException if it ended before that, or was killed for taking too long
   * @throws io.finsolutions.pipeline.service.FailedException if it cannot be started
   */
  RunningPart start() throws PartEndedException, InterruptedException;

  /**
   * Ends what an interrupted start may have left, and lets go of what it holds. Never started
   * again.
   */
  default void close() {}
}
