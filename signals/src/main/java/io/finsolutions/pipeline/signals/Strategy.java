package io.finsolutions.pipeline.signals;

import io.finsolutions.pipeline.market.Bar;
import java.util.List;
import java.util.stream.IntStream;

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

  /**
   * Judges at the end of each bar from one on, as if none had come after it. Each looks at its bars
   * by itself, so all cores judge at once.
   *
   * @param bars as for {@link #judge}
   * @param first the index of the first bar to judge at; those before are only looked at
   */
  default List<Signal> judgeFrom(int first, List<Bar> bars) {
    return IntStream.range(first, bars.size())
        .parallel()
        .mapToObj(last -> judge(bars.subList(Math.max(0, last + 1 - lookback()), last + 1)))
        .toList();
  }
}
