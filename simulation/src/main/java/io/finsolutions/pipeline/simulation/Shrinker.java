package io.finsolutions.pipeline.simulation;

import java.util.BitSet;

/** Makes a failing history as short as it still fails: leaves steps out, and faults of others. */
final class Shrinker {
  private static final int MOST_PLAYED = 1_500;

  private final long seed;
  private final Invariant invariant;
  private final int steps;
  private final BitSet leftOut = new BitSet();
  private final BitSet calm = new BitSet();
  private int played;

  private Shrinker(History.Outcome failed) {
    this.seed = failed.seed();
    this.invariant = failed.violation().orElseThrow().invariant();
    this.steps = failed.steps();
  }

  /** The short history, with what happened in it. */
  static History.Outcome shrink(History.Outcome failed) {
    Shrinker shrinker = new Shrinker(failed);
    shrinker.shrink(shrinker.leftOut);
    shrinker.shrink(shrinker.calm);
    shrinker.shrink(shrinker.leftOut);
    return History.play(shrinker.seed, shrinker.leftOut, shrinker.calm, true);
  }

  private void shrink(BitSet set) {
    for (int size = steps; size >= 1; size /= 2) {
      for (int from = 0; from < steps; from += size) {
        BitSet before = (BitSet) set.clone();
        set.set(from, Math.min(from + size, steps));
        if (!set.equals(before) && (played >= MOST_PLAYED || !stillFails())) {
          set.clear();
          set.or(before);
        }
      }
    }
  }

  private boolean stillFails() {
    played++;
    return History.play(seed, leftOut, calm, false)
        .violation()
        .filter(violation -> violation.invariant() == invariant)
        .isPresent();
  }
}
