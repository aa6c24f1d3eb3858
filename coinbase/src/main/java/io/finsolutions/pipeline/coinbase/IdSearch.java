package io.finsolutions.pipeline.coinbase;

import io.finsolutions.pipeline.market.IdRange;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradingPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Finds the ids of a span of time by bisection, since the exchange gives old trades by id only. Ids
 * ascend with time, but for {@link #DISORDER}.
 */
final class IdSearch {
  /** Ids were seen out of the order of time, by much less than this. */
  static final Duration DISORDER = Duration.ofSeconds(1);

  private final TradePages pages;
  private final TradingPair pair;

  IdSearch(TradePages pages, TradingPair pair) {
    this.pages = pages;
    this.pair = pair;
  }

  /**
   * The ids that trades of [{@code from}, {@code to}) can have; some at the ends may be of trades
   * right before and behind. Nothing if no trade can be that old, or that new.
   */
  Optional<IdRange> between(Instant from, Instant to)
      throws CoinbaseException, InterruptedException {
    List<Trade> newest = upTo(Long.MAX_VALUE, pages.newest(pair));
    if (newest.isEmpty()) {
      return Optional.empty();
    }
    long end = newest.get(newest.size() - 1).tradeId() + 1;
    long first = firstNotBefore(from.minus(DISORDER), 0, end);
    long behind = firstNotBefore(to.plus(DISORDER), first - 1, end);
    return first < behind ? Optional.of(new IdRange(first, behind - 1)) : Optional.empty();
  }

  /** The trade with the lowest id that there is; nothing if there is none. */
  Optional<Trade> first() throws CoinbaseException, InterruptedException {
    List<Trade> newest = upTo(Long.MAX_VALUE, pages.newest(pair));
    if (newest.isEmpty()) {
      return Optional.empty();
    }
    long end = newest.get(newest.size() - 1).tradeId();
    // No trade is as old as that, so what is looked for is where trades begin.
    long lowest = firstNotBefore(Instant.EPOCH, 0, end);
    return upTo(lowest, pages.below(pair, lowest + 1)).stream().findFirst();
  }

  /**
   * The lowest id whose trade is not before {@code time}, as nearly as can be told.
   *
   * @param before an id whose trade is before, or that no trade has
   * @param behind an id whose trade is not before
   */
  private long firstNotBefore(Instant time, long before, long behind)
      throws CoinbaseException, InterruptedException {
    long low = before;
    long high = behind;
    while (high - low > 1) {
      long middle = low + (high - low) / 2;
      List<Trade> page = upTo(middle, pages.below(pair, middle + 1));
      OptionalLong lastBefore = lastBefore(page, time);
      if (page.isEmpty() || page.get(page.size() - 1).time().isBefore(time)) {
        low = middle;
      } else if (lastBefore.isPresent()) {
        return lastBefore.getAsLong() + 1;
      } else {
        high = page.get(0).tradeId();
      }
    }
    return high;
  }

  private static OptionalLong lastBefore(List<Trade> page, Instant time) {
    return page.stream()
        .filter(trade -> trade.time().isBefore(time))
        .mapToLong(Trade::tradeId)
        .max();
  }

  /** The trades of a page by id, without those that were not asked for. */
  private static List<Trade> upTo(long id, TradePage page) {
    return page.trades().stream()
        .filter(trade -> trade.tradeId() <= id)
        .sorted(Comparator.comparingLong(Trade::tradeId))
        .toList();
  }
}
