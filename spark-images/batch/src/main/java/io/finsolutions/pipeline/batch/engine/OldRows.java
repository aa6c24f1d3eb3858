package io.finsolutions.pipeline.batch.engine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rows of a product that are older than they are to be kept. */
public interface OldRows {
  /**
   * Drops the final rows of all UTC months that lie wholly before an instant, and what runs have
   * written down about them. The month of the last final row stays.
   *
   * @throws StoreException if the store refuses, and will the next time too
   */
  Dropped dropBefore(Instant limit) throws StoreException;

  /**
   * What became of them.
   *
   * @param keptFrom final rows that begin before it are not kept; empty before the first final row
   * @param rows what is gone now, in the order in which it went
   * @param putOff why there are some left, for another time; empty if there are none
   */
  record Dropped(Optional<Instant> keptFrom, List<DroppedRows> rows, Optional<String> putOff) {}
}
