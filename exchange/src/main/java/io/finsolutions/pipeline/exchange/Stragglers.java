package io.finsolutions.pipeline.exchange;

import io.finsolutions.pipeline.market.Trade;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Trades that let others pass before they are sent. */
final class Stragglers {
  private final PriorityQueue<Straggler> waiting =
      new PriorityQueue<>(Comparator.comparingLong(Straggler::due));
  private long passed;

  private record Straggler(Trade trade, long due) {}

  /** Holds a trade until so many others have passed. */
  void hold(Trade trade, int others) {
    waiting.add(new Straggler(trade, passed + others));
  }

  /** Counts a trade that passes, and gives those that have waited for it. */
  List<Trade> pass() {
    passed++;
    List<Trade> due = new ArrayList<>();
    while (!waiting.isEmpty() && waiting.peek().due() <= passed) {
      due.add(waiting.remove().trade());
    }
    return due;
  }

  /** Gives all that it still holds. */
  List<Trade> all() {
    List<Trade> all = new ArrayList<>();
    while (!waiting.isEmpty()) {
      all.add(waiting.remove().trade());
    }
    return all;
  }
}
