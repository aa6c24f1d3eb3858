package io.finsolutions.pipeline.streaming;

import io.finsolutions.pipeline.market.Side;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradingPair;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Trades of one product, crowded into few ids, seconds and instants. */
public final class TradeArbitraries {
  /** The product of all trades. */
  public static final TradingPair PRODUCT = TradingPair.parse("BTC-USD");

  /** The trades are of this second and the two behind it. */
  public static final Instant FIRST_SECOND = Instant.parse("2026-09-30T02:39:53Z");

  private TradeArbitraries() {}

  /** Trades of which no two have the same id. */
  public static Arbitrary<List<Trade>> trades(int maxSize) {
    return Combinators.combine(
            Arbitraries.longs().between(1, 2L * maxSize),
            Arbitraries.of(0L, 1L, 500_000L, 999_999L, 1_000_000L, 2_999_999L),
            amounts(),
            amounts(),
            Arbitraries.of(Side.class))
        .as(
            (id, micros, price, size, side) ->
                new Trade(
                    PRODUCT, id, FIRST_SECOND.plus(micros, ChronoUnit.MICROS), price, size, side))
        .list()
        .uniqueElements(Trade::tradeId)
        .ofMinSize(1)
        .ofMaxSize(maxSize);
  }

  private static Arbitrary<BigDecimal> amounts() {
    Arbitrary<BigDecimal> any =
        Arbitraries.integers()
            .between(0, Trade.MAX_FRACTION_DIGITS)
            .flatMap(
                scale ->
                    Arbitraries.bigIntegers()
                        .between(
                            BigInteger.ONE,
                            BigInteger.TEN
                                .pow(Trade.MAX_INTEGER_DIGITS + scale)
                                .subtract(BigInteger.ONE))
                        .map(unscaled -> new BigDecimal(unscaled, scale)));
    return Arbitraries.oneOf(
        any, Arbitraries.of("83277.25", "0.00000029", "1", "8E+4").map(BigDecimal::new));
  }
}
