package io.finsolutions.pipeline.batch.backfill;

import io.finsolutions.pipeline.market.IdRange;
import io.finsolutions.pipeline.market.TradeIds;
import java.util.ArrayList;
import java.util.List;

/** Pieces of a history that are fetched and kept at once. */
final class Chunks {
  private Chunks() {}

  /**
   * The runs of some ids, ascending, cut at the multiples of a size: a resumed backfill cuts where
   * the one before did.
   */
  static List<IdRange> of(TradeIds ids, int size) {
    List<IdRange> chunks = new ArrayList<>();
    for (IdRange run : ids.ranges()) {
      long first = run.first();
      while (first <= run.last()) {
        long last = Math.min((Math.floorDiv(first, size) + 1) * size - 1, run.last());
        chunks.add(new IdRange(first, last));
        first = last + 1;
      }
    }
    return chunks;
  }
}
