package io.finsolutions.pipeline.signals;

import io.finsolutions.pipeline.market.Bar;
import java.util.List;

/** A rule that judges by bars alone: the same bars give the same signal. */
public interface Strategy {
  /**
   * Name and version, such as {@code trend-and-volume/1}; parameters of one's own are part of it.
   */
  String formula();

  /** How many bars it looks at. */
  int lookback();

  /**
   * Judges at the end of the last bar. Fewer bars than {@link #lookback} give {@link Action#HOLD}
   * with a confidence of 0.
   *
   * @param bars one or more of the same product and width, ascending; intervals without a trade are
   *     simply missing
   */
  Signal judge(List<Bar> bars);
}
