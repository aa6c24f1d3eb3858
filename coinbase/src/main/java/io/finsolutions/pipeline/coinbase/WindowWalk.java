package io.finsolutions.pipeline.coinbase;

import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradingPair;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * Reads a window of time page by page, newest first, by moving its end back to the oldest second of
 * each full page. Pages overlap by that second.
 */
final class WindowWalk {
  // The exchange takes whole seconds, may or may not count the end, and has been seen to give ids
  // out of the order of their times: a second more on each side covers all three.
  private static final long MARGIN_SECONDS = 1;

  private final TradePages pages;

  WindowWalk(TradePages pages) {
    this.pages = pages;
  }

  /**
   * Reads the trades from {@code from} to {@code to}, and some around them.
   *
   * @param visitor takes each page, and says whether to go on
   * @return whether all trades were read that the visitor wanted to go on for; otherwise some
   *     second had more than one page can have
   */
  boolean read(TradingPair pair, Instant from, Instant to, Predicate<TradePage> visitor)
      throws CoinbaseException, InterruptedException {
    long start = from.getEpochSecond() - MARGIN_SECONDS;
    long end = to.getEpochSecond() + 1 + MARGIN_SECONDS;
    boolean whole = true;
    while (end > start) {
      TradePage page =
          pages.between(pair, Instant.ofEpochSecond(start), Instant.ofEpochSecond(end));
      if (!visitor.test(page) || page.rows() < TradePages.FULL) {
        return whole;
      }
      OptionalLong oldest = oldestSecond(page, start, end);
      if (oldest.isEmpty()) {
        return false; // A full page of something else: asking on would not help.
      }
      long next = oldest.getAsLong() + 1;
      if (next >= end) {
        // The rest of this second is out of reach; the seconds before it are not.
        whole = false;
        next = end - 1;
      }
      end = next;
    }
    return whole;
  }

  private static OptionalLong oldestSecond(TradePage page, long start, long end) {
    return page.trades().stream()
        .map(Trade::time)
        .mapToLong(Instant::getEpochSecond)
        .filter(second -> second >= start && second <= end)
        .min();
  }
}
