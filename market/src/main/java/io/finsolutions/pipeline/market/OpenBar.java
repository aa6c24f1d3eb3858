package io.finsolutions.pipeline.market;

import java.math.BigDecimal;
import java.time.Instant;

/** A bar while trades and finer bars are still being added to it. */
final class OpenBar {
  private final TradingPair product;
  private final BarWidth width;
  private final Instant start;

  private long trades;
  private long buys;
  private long sells;
  private BigDecimal open;
  private BigDecimal high;
  private BigDecimal low;
  private BigDecimal close;
  private Instant openTime;
  private Instant closeTime;
  private long firstTradeId;
  private long lastTradeId;
  private BigDecimal buyVolume = BigDecimal.ZERO;
  private BigDecimal sellVolume = BigDecimal.ZERO;
  private BigDecimal quoteVolume = BigDecimal.ZERO;
  private BigDecimal priceSum = BigDecimal.ZERO;

  OpenBar(TradingPair product, BarWidth width, Instant start) {
    this.product = product;
    this.width = width;
    this.start = start;
  }

  void add(Trade trade) {
    BigDecimal price = trade.price();
    BigDecimal size = trade.size();
    addPrices(
        price, price, price, price, trade.time(), trade.time(), trade.tradeId(), trade.tradeId());
    trades++;
    if (trade.takerSide() == Side.BUY) {
      buys++;
      buyVolume = buyVolume.add(size);
    } else {
      sells++;
      sellVolume = sellVolume.add(size);
    }
    quoteVolume = quoteVolume.add(price.multiply(size));
    priceSum = priceSum.add(price);
  }

  void add(Bar bar) {
    addPrices(
        bar.open(),
        bar.high(),
        bar.low(),
        bar.close(),
        bar.openTime(),
        bar.closeTime(),
        bar.firstTradeId(),
        bar.lastTradeId());
    addSums(
        bar.trades(),
        bar.buys(),
        bar.sells(),
        bar.buyVolume(),
        bar.sellVolume(),
        bar.quoteVolume(),
        bar.priceSum());
  }

  void add(OpenBar other) {
    addPrices(
        other.open,
        other.high,
        other.low,
        other.close,
        other.openTime,
        other.closeTime,
        other.firstTradeId,
        other.lastTradeId);
    addSums(
        other.trades,
        other.buys,
        other.sells,
        other.buyVolume,
        other.sellVolume,
        other.quoteVolume,
        other.priceSum);
  }

  Bar toBar() {
    return new Bar(
        product,
        width,
        start,
        trades,
        buys,
        sells,
        open,
        high,
        low,
        close,
        openTime,
        closeTime,
        firstTradeId,
        lastTradeId,
        buyVolume.add(sellVolume),
        buyVolume,
        sellVolume,
        quoteVolume,
        priceSum);
  }

  private void addSums(
      long addedTrades,
      long addedBuys,
      long addedSells,
      BigDecimal addedBuyVolume,
      BigDecimal addedSellVolume,
      BigDecimal addedQuoteVolume,
      BigDecimal addedPriceSum) {
    trades += addedTrades;
    buys += addedBuys;
    sells += addedSells;
    buyVolume = buyVolume.add(addedBuyVolume);
    sellVolume = sellVolume.add(addedSellVolume);
    quoteVolume = quoteVolume.add(addedQuoteVolume);
    priceSum = priceSum.add(addedPriceSum);
  }

  private void addPrices(
      BigDecimal addedOpen,
      BigDecimal addedHigh,
      BigDecimal addedLow,
      BigDecimal addedClose,
      Instant addedOpenTime,
      Instant addedCloseTime,
      long addedFirstTradeId,
      long addedLastTradeId) {
    if (open == null || isBefore(addedOpenTime, addedFirstTradeId, openTime, firstTradeId)) {
      open = addedOpen;
      openTime = addedOpenTime;
      firstTradeId = addedFirstTradeId;
    }
    if (close == null || isBefore(closeTime, lastTradeId, addedCloseTime, addedLastTradeId)) {
      close = addedClose;
      closeTime = addedCloseTime;
      lastTradeId = addedLastTradeId;
    }
    high = high == null ? addedHigh : high.max(addedHigh);
    low = low == null ? addedLow : low.min(addedLow);
  }

  private static boolean isBefore(Instant time, long id, Instant otherTime, long otherId) {
    int order = time.compareTo(otherTime);
    return order < 0 || (order == 0 && id < otherId);
  }
}
