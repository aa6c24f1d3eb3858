package io.finsolutions.pipeline.exchange;

import io.finsolutions.pipeline.market.Trade;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** Holds some trades back so that they come out in another order than they went in. */
final class ReorderBuffer {
  private final IntUnaryOperator random;
  private final List<Held> held = new ArrayList<>();
  private long taken;
  private long given;

  private record Held(Trade trade, long place) {}

  /**
   * An empty buffer.
   *
   * @param random gives a whole number from 0 on and below the one that it is given
   */
  ReorderBuffer(IntUnaryOperator random) {
    this.random = random;
  }

  /** Takes trades and gives some, each at most {@code span} places from where it belongs. */
  List<Trade> exchange(List<Trade> trades, int span) {
    List<Trade> out = new ArrayList<>();
    for (Trade trade : trades) {
      held.add(new Held(trade, taken++));
      while (held.size() > span) {
        out.add(giveOne(span));
      }
    }
    return out;
  }

  /** Gives all that it still holds. */
  List<Trade> drain() {
    List<Trade> out = new ArrayList<>();
    while (!held.isEmpty()) {
      out.add(giveOne(held.size()));
    }
    return out;
  }

  private Trade giveOne(int span) {
    // The oldest stands first; when it is overdue it goes, otherwise chance decides.
    boolean overdue = given - held.get(0).place() >= span;
    int index = overdue ? 0 : random.applyAsInt(held.size());
    given++;
    return held.remove(index).trade();
  }
}
