package io.finsolutions.pipeline.operator.batch;

import io.finsolutions.pipeline.operator.pair.Pair;

/** When the batch layer of a pair runs, as cron writes it, in UTC. */
public final class BatchSchedule {
  private static final int EVERY_MINUTES = 15;

  private BatchSchedule() {}

  /**
   * What the pair says or, if it says nothing, every 15 minutes. From which minute on follows from
   * namespace and name: a node with many pairs would else start all their runs in the same minute,
   * and do nothing in the 14 others.
   */
  public static String of(Pair pair) {
    String written = pair.spec().batch().schedule();
    if (written != null) {
      return written;
    }
    // The hash of a string is the same in every Java, and of every version of the operator.
    int first = Math.floorMod((pair.namespace() + "/" + pair.name()).hashCode(), EVERY_MINUTES);
    return first + "-59/" + EVERY_MINUTES + " * * * *";
  }
}
