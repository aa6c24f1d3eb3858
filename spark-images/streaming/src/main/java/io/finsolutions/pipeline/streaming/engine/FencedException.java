package io.finsolutions.pipeline.streaming.engine;

/** Somebody else counts this partition now. Whoever gets this has to stop. */
public final class FencedException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With the partition that was taken over. */
  public FencedException(PartitionId partition, long generation) {
    super(
        "another driver has taken over "
            + partition
            + " from generation "
            + generation
            + "; its rows are the right ones");
  }
}
