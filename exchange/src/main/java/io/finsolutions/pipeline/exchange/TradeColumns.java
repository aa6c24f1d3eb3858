package io.finsolutions.pipeline.exchange;

import io.finsolutions.pipeline.market.Side;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradingPair;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Some thousand trades in 43 bytes each, so that a bench can run for hours. */
final class TradeColumns {
  static final int ROWS = 1 << 14;

  private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);

  final long[] ids = new long[ROWS];
  final long[] micros = new long[ROWS];
  final long[] sentMicros = new long[ROWS];
  private final long[] prices = new long[ROWS];
  private final long[] sizes = new long[ROWS];
  private final byte[] priceScales = new byte[ROWS];
  private final byte[] sizeScales = new byte[ROWS];
  private final boolean[] makerBought = new boolean[ROWS];

  void set(int row, Trade trade, long timeInMicros) {
    prices[row] = unscaled(trade.price());
    sizes[row] = unscaled(trade.size());
    priceScales[row] = (byte) trade.price().scale();
    sizeScales[row] = (byte) trade.size().scale();
    ids[row] = trade.tradeId();
    micros[row] = timeInMicros;
    makerBought[row] = trade.makerSide() == Side.BUY;
  }

  Trade get(int row, TradingPair product) {
    return new Trade(
        product,
        ids[row],
        WireTime.ofMicros(micros[row]),
        BigDecimal.valueOf(prices[row], priceScales[row]),
        BigDecimal.valueOf(sizes[row], sizeScales[row]),
        makerBought[row] ? Side.BUY : Side.SELL);
  }

  private static long unscaled(BigDecimal amount) {
    BigInteger unscaled = amount.unscaledValue();
    if (unscaled.compareTo(LARGEST) > 0) {
      throw new IllegalArgumentException(amount + " has more than 18 digits");
    }
    return unscaled.longValue();
  }
}
