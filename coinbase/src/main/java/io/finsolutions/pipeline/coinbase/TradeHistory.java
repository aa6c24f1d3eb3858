package io.finsolutions.pipeline.coinbase;

import io.finsolutions.pipeline.market.IdRange;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradeIds;
import io.finsolutions.pipeline.market.TradingPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Past trades, however many. The Advanced Trade API gives the newest 1,000 of a window of whole
 * seconds; what it leaves out, the Exchange API gives by id. Every call ends, whatever the exchange
 * answers: each request narrows the window, or the ids that are still open.
 */
public final class TradeHistory {
  private static final Logger LOG = LoggerFactory.getLogger(TradeHistory.class);

  private final TradePages pages;
  private final WindowWalk windows;

  /** From the exchange. */
  public TradeHistory(CoinbaseRest rest) {
    this(TradePages.of(rest));
  }

  TradeHistory(TradePages pages) {
    this.pages = pages;
    this.windows = new WindowWalk(pages);
  }

  /**
   * Fetches the trades of a hole.
   *
   * @param missing the ids of the hole
   * @param from time of the last trade before the hole
   * @param to time of the first trade behind it
   * @param sink takes the trades that are wanted, each once, page by page as they come, in the
   *     order of {@link Trade#EXECUTION_ORDER} within a page; never an empty list
   * @return the ids that the exchange did not give. Ids that only the Exchange API could have told
   *     about are among them when it does not answer
   * @throws CoinbaseException if neither interface answers; what the sink has been given stays
   *     valid
   */
  public TradeIds fetch(
      TradingPair pair, IdRange missing, Instant from, Instant to, Consumer<List<Trade>> sink)
      throws CoinbaseException, InterruptedException {
    TradeIds open = TradeIds.of(missing);
    CoinbaseException failure = null;
    try {
      windows.read(
          pair,
          from.isBefore(to) ? from : to,
          from.isBefore(to) ? to : from,
          page -> {
            deliver(page, open, sink);
            return !open.isEmpty();
          });
    } catch (CoinbaseException e) {
      failure = e;
    }
    try {
      readById(pair, open.copy(), page -> deliver(page, open, sink));
    } catch (CoinbaseException e) {
      if (failure != null) {
        failure.addSuppressed(e);
        throw failure;
      }
      LOG.warn("ids not asked for a second time product={} reason={}", pair, e.getMessage());
    }
    return open;
  }

  /**
   * All trades with a time in [{@code from}, {@code to}), by {@link Trade#EXECUTION_ORDER}, each
   * once. They are held in memory: meant for minutes, not for days.
   */
  public List<Trade> fetchBetween(TradingPair pair, Instant from, Instant to)
      throws CoinbaseException, InterruptedException {
    if (!from.isBefore(to)) {
      return List.of();
    }
    TreeMap<Long, Trade> found = new TreeMap<>();
    boolean whole =
        windows.read(
            pair,
            from,
            to,
            page -> {
              collect(page, found);
              return true;
            });
    if (!whole) {
      readDownTo(pair, from, found);
    }
    try {
      readById(pair, holes(found), page -> collect(page, found));
    } catch (CoinbaseException e) {
      if (!whole) {
        throw e;
      }
      LOG.warn("holes not asked for a second time product={} reason={}", pair, e.getMessage());
    }
    return found.values().stream()
        .filter(trade -> !trade.time().isBefore(from) && trade.time().isBefore(to))
        .sorted(Trade.EXECUTION_ORDER)
        .toList();
  }

  /** Asks for open ids, highest first, until each was within reach of a page once. */
  private void readById(TradingPair pair, TradeIds open, Consumer<TradePage> visitor)
      throws CoinbaseException, InterruptedException {
    while (!open.isEmpty()) {
      long below = open.last().getAsLong() + 1;
      TradePage page = pages.below(pair, below);
      visitor.accept(page);
      OptionalLong lowest = page.lowestId();
      if (lowest.isEmpty() || lowest.getAsLong() >= below) {
        return;
      }
      open.removeRange(lowest.getAsLong(), below - 1);
    }
  }

  /** Goes down by id from the lowest trade found, until before {@code from}. */
  private void readDownTo(TradingPair pair, Instant from, TreeMap<Long, Trade> found)
      throws CoinbaseException, InterruptedException {
    if (found.isEmpty()) {
      throw new MalformedAnswerException("no trade of " + pair + " since " + from + " is readable");
    }
    long below = found.firstKey();
    boolean before = found.firstEntry().getValue().time().isBefore(from);
    while (!before) {
      TradePage page = pages.below(pair, below);
      collect(page, found);
      OptionalLong lowest = page.lowestId();
      if (lowest.isEmpty() || lowest.getAsLong() >= below) {
        return;
      }
      below = lowest.getAsLong();
      before = page.trades().get(0).time().isBefore(from);
    }
  }

  private static void deliver(TradePage page, TradeIds open, Consumer<List<Trade>> sink) {
    List<Trade> wanted = new ArrayList<>();
    for (Trade trade : page.trades()) {
      if (open.contains(trade.tradeId())) {
        open.removeRange(trade.tradeId(), trade.tradeId());
        wanted.add(trade);
      }
    }
    if (!wanted.isEmpty()) {
      sink.accept(wanted);
    }
  }

  private static void collect(TradePage page, TreeMap<Long, Trade> found) {
    page.trades().forEach(trade -> found.putIfAbsent(trade.tradeId(), trade));
  }

  private static TradeIds holes(TreeMap<Long, Trade> found) {
    TradeIds ids = new TradeIds();
    found.keySet().forEach(ids::add);
    TradeIds holes = new TradeIds();
    ids.holes().forEach(hole -> holes.addRange(hole.first(), hole.last()));
    return holes;
  }
}
