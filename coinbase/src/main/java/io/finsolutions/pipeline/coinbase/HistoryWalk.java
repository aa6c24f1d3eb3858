package io.finsolutions.pipeline.coinbase;

import io.finsolutions.pipeline.market.IdRange;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradeIds;
import io.finsolutions.pipeline.market.TradingPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A long stretch of past trades, piece by piece, with as few requests as can be: the Exchange API
 * gives 1,000 ids a request, back to the first trade of each product. Several requests are under
 * way at once, so that the pace of the {@link CoinbaseRest} is kept to and not the time that an
 * answer takes. Not safe for use by several threads.
 */
public final class HistoryWalk implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HistoryWalk.class);

  private static final int REQUESTS_UNDER_WAY = 4;

  /** How often ids are asked for that a page should have had. */
  private static final int FURTHER_ASKS = 2;

  private final TradePages pages;
  private final TradingPair pair;
  private final IdSearch search;
  private final ExecutorService threads;

  /** A walk over the history of a pair. */
  public HistoryWalk(CoinbaseRest rest, TradingPair pair) {
    this(TradePages.of(rest), pair);
  }

  HistoryWalk(TradePages pages, TradingPair pair) {
    this.pages = pages;
    this.pair = pair;
    this.search = new IdSearch(pages, pair);
    this.threads =
        Executors.newFixedThreadPool(
            REQUESTS_UNDER_WAY,
            task -> {
              Thread thread = new Thread(task, "history-" + pair);
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * The ids that trades of [{@code from}, {@code to}) can have, found with some dozens of requests;
   * some at the ends may be of trades right before and behind. Nothing if the product has no trade
   * that is as old, or as new.
   */
  public Optional<IdRange> idsBetween(Instant from, Instant to)
      throws CoinbaseException, InterruptedException {
    return search.between(from, to);
  }

  /** The first trade that the product ever had; nothing if it has none. */
  public Optional<Trade> firstTrade() throws CoinbaseException, InterruptedException {
    return search.first();
  }

  /**
   * Fetches all trades of a run of ids. They are held in memory: meant for some ten thousand.
   *
   * <p>An id that a page should have and has not is asked for again; if that does not help, it is
   * missing. What a page has beyond its ids is passed over.
   *
   * @param arrived hears, page by page, of how many ids it is known whether there is a trade
   */
  public HistoryPiece fetch(IdRange ids, LongConsumer arrived)
      throws CoinbaseException, InterruptedException {
    List<Future<HistoryPiece>> underWay = new ArrayList<>();
    for (IdRange page : pagesOf(ids)) {
      underWay.add(threads.submit(() -> fetchPage(page)));
    }
    try {
      List<Trade> trades = new ArrayList<>();
      TradeIds missing = new TradeIds();
      for (Future<HistoryPiece> page : underWay) {
        HistoryPiece piece = result(page);
        trades.addAll(piece.trades());
        missing.addAll(piece.missing());
        arrived.accept(piece.trades().size() + piece.missing().count());
      }
      return new HistoryPiece(trades, missing);
    } finally {
      // Where one has failed, the others are for nothing.
      underWay.forEach(page -> page.cancel(true));
    }
  }

  /** Ends the requests that are under way. */
  @Override
  public void close() {
    threads.shutdownNow();
  }

  private static List<IdRange> pagesOf(IdRange ids) {
    List<IdRange> pages = new ArrayList<>();
    for (long first = ids.first(); first <= ids.last(); first += TradePages.FULL) {
      pages.add(new IdRange(first, Math.min(first + TradePages.FULL - 1, ids.last())));
    }
    return pages;
  }

  private HistoryPiece fetchPage(IdRange ids) throws CoinbaseException, InterruptedException {
    TreeMap<Long, Trade> found = new TreeMap<>();
    TradeIds missing = TradeIds.of(ids);
    ask(ids.last() + 1, missing, found);
    for (int again = 0; again < FURTHER_ASKS && !missing.isEmpty(); again++) {
      for (IdRange hole : missing.ranges()) {
        LOG.debug("asked again product={} ids={}", pair, hole);
        ask(hole.last() + 1, missing, found);
      }
    }
    return new HistoryPiece(List.copyOf(found.values()), missing);
  }

  private void ask(long below, TradeIds missing, TreeMap<Long, Trade> found)
      throws CoinbaseException, InterruptedException {
    for (Trade trade : pages.below(pair, below).trades()) {
      long id = trade.tradeId();
      if (missing.contains(id)) {
        missing.removeRange(id, id);
        found.put(id, trade);
      }
    }
  }

  private static HistoryPiece result(Future<HistoryPiece> page)
      throws CoinbaseException, InterruptedException {
    try {
      return page.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CoinbaseException reason) {
        throw reason;
      }
      if (e.getCause() instanceof InterruptedException) {
        throw new InterruptedException("a request was interrupted");
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
