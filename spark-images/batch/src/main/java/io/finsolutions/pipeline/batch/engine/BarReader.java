package io.finsolutions.pipeline.batch.engine;

import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.market.BarWidth;
import java.util.List;

/** Reads rows. */
public interface BarReader {
  /** The final bars of a width that start in a range, by start. */
  List<Bar> finalBars(BarWidth width, TimeRange range) throws StoreException;

  /** The speed layer's seconds that start in a range, by start. */
  List<Bar> speedSeconds(TimeRange range) throws StoreException;
}
