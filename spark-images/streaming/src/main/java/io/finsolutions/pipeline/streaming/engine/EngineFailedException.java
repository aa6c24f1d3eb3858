package io.finsolutions.pipeline.streaming.engine;

/** An engine cannot go on; a new one has to take the fence and read from there. */
public final class EngineFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With the partition and what stopped its engine. */
  public EngineFailedException(PartitionId partition, Throwable cause) {
    super("the engine of " + partition + " has stopped: " + reason(cause), cause);
  }

  private static String reason(Throwable cause) {
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }
}
