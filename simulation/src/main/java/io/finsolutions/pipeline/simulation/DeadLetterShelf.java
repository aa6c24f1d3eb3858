package io.finsolutions.pipeline.simulation;

import io.finsolutions.pipeline.streaming.engine.DeadLetters;
import io.finsolutions.pipeline.streaming.engine.Reject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/** The dead-letter topic of the speed layer. */
final class DeadLetterShelf implements DeadLetters {
  private final World world;
  private final Set<Long> offsets = new HashSet<>();

  DeadLetterShelf(World world) {
    this.world = world;
  }

  @Override
  public void keep(List<Reject> rejects) throws ExecutionException {
    if (world.happens(Fault.DEAD_LETTER_FAILS)) {
      world.note("dead letters are not taken");
      throw new ExecutionException(new IllegalStateException("the broker is away"));
    }
    rejects.forEach(reject -> offsets.add(reject.offset()));
  }

  boolean has(long offset) {
    return offsets.contains(offset);
  }
}
