package io.finsolutions.pipeline.coinbase;

import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradeIds;
import io.finsolutions.pipeline.market.TradingPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** The exchange's past trades without the exchange, with its limits and what it leaves open. */
final class InMemoryPages implements TradePages {
  /** Which trades a window has at its end. */
  enum WindowEnd {
    EXCLUSIVE,
    WHOLE_SECOND
  }

  private final List<Trade> trades;
  private final WindowEnd windowEnd;
  private final TradeIds hiddenFromWindows = new TradeIds();
  private final TradeIds hidden = new TradeIds();
  private boolean windowsFail;
  private boolean pagesByIdFail;
  private int windowRequests;
  private int idRequests;

  InMemoryPages(List<Trade> trades, WindowEnd windowEnd) {
    this.trades = new ArrayList<>(trades);
    this.trades.sort(Comparator.comparingLong(Trade::tradeId).reversed());
    this.windowEnd = windowEnd;
  }

  InMemoryPages hideFromWindows(long first, long last) {
    hiddenFromWindows.addRange(first, last);
    return this;
  }

  InMemoryPages hide(long first, long last) {
    hidden.addRange(first, last);
    return this;
  }

  InMemoryPages failWindows() {
    windowsFail = true;
    return this;
  }

  InMemoryPages failPagesById() {
    pagesByIdFail = true;
    return this;
  }

  int windowRequests() {
    return windowRequests;
  }

  int idRequests() {
    return idRequests;
  }

  @Override
  public TradePage between(TradingPair pair, Instant from, Instant to) throws CoinbaseException {
    windowRequests++;
    if (windowsFail) {
      throw new UnreachableException("windows are out of order");
    }
    Instant end = windowEnd == WindowEnd.EXCLUSIVE ? to : to.plusSeconds(1);
    return page(
        trade ->
            !trade.time().isBefore(from)
                && trade.time().isBefore(end)
                && !hiddenFromWindows.contains(trade.tradeId()));
  }

  @Override
  public TradePage below(TradingPair pair, long tradeId) throws CoinbaseException {
    idRequests++;
    if (pagesByIdFail) {
      throw new ProductNotFoundException(pair, "not here");
    }
    return page(trade -> trade.tradeId() < tradeId);
  }

  @Override
  public TradePage newest(TradingPair pair) {
    idRequests++;
    return page(trade -> true);
  }

  private TradePage page(Predicate<Trade> filter) {
    List<Trade> page =
        new ArrayList<>(
            trades.stream()
                .filter(trade -> !hidden.contains(trade.tradeId()))
                .filter(filter)
                .limit(FULL)
                .toList());
    Collections.shuffle(page);
    return new TradePage(page, List.of());
  }
}
