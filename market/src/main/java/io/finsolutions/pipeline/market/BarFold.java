package io.finsolutions.pipeline.market;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The one fold of trades into bars: what the speed layer, the batch layer and every roll-up call.
 *
 * <p>It counts each trade that it is given, so the caller sees to it that none is given twice. The
 * order does not matter. Not safe for use by several threads.
 */
public final class BarFold {
  private final BarWidth width;
  private final Map<Key, OpenBar> openBars = new HashMap<>();

  // Trades arrive nearly in order, so the bar of the last trade is nearly always the bar of the
  // next.
  private TradingPair latestProduct;
  private long latestStart;
  private OpenBar latestBar;

  private record Key(TradingPair product, long startEpochSecond) {}

  /** A fold into bars of the given width. */
  public BarFold(BarWidth width) {
    this.width = width;
  }

  /** Counts a trade. */
  public void add(Trade trade) {
    openBar(trade.product(), trade.time().getEpochSecond()).add(trade);
  }

  /**
   * Counts all trades of a bar.
   *
   * @param bar a bar of this fold's width or a finer one
   * @throws IllegalArgumentException if {@code bar} is coarser than this fold
   */
  public void add(Bar bar) {
    if (bar.width().compareTo(width) > 0) {
      throw new IllegalArgumentException(
          "cannot fold a bar of one " + bar.width() + " into bars of one " + width);
    }
    openBar(bar.product(), bar.start().getEpochSecond()).add(bar);
  }

  /**
   * Counts all that another fold of the same width has counted, which must not be used any more.
   *
   * @throws IllegalArgumentException if {@code other} is of another width
   */
  public void addAll(BarFold other) {
    if (other.width != width) {
      throw new IllegalArgumentException(
          "cannot add bars of one " + other.width + " to bars of one " + width);
    }
    other.openBars.forEach(
        (key, bar) ->
            openBars.merge(
                key,
                bar,
                (ours, theirs) -> {
                  ours.add(theirs);
                  return ours;
                }));
  }

  /** Whether nothing was added yet. */
  public boolean isEmpty() {
    return openBars.isEmpty();
  }

  /** How many bars there are. */
  public int size() {
    return openBars.size();
  }

  /** The bars of all that was added, in the order of {@link Bar#BY_START}. */
  public List<Bar> bars() {
    return openBars.values().stream().map(OpenBar::toBar).sorted(Bar.BY_START).toList();
  }

  private OpenBar openBar(TradingPair product, long epochSecond) {
    long start = width.startOfEpochSecond(epochSecond);
    if (latestBar == null || start != latestStart || !product.equals(latestProduct)) {
      latestBar =
          openBars.computeIfAbsent(
              new Key(product, start),
              key -> new OpenBar(product, width, Instant.ofEpochSecond(start)));
      latestStart = start;
      latestProduct = product;
    }
    return latestBar;
  }
}
