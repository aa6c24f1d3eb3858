package io.finsolutions.pipeline.store;

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
import net.jqwik.api.Tuple;

/** Trades of two products around the instants at which bars of every width begin. */
final class TradeArbitraries {
  static final TradingPair BTC_USD = TradingPair.parse("BTC-USD");
  static final TradingPair ETH_EUR = TradingPair.parse("ETH-EUR");

  /**
   * Full minutes: of a day's, an hour's and a minute's border, and where clocks are put forward.
   */
  static final List<Instant> BORDERS =
      List.of(
          Instant.parse("2026-02-28T00:00:00Z"),
          Instant.parse("2026-03-01T00:00:00Z"),
          Instant.parse("2026-03-01T01:00:00Z"),
          Instant.parse("2026-03-01T01:01:00Z"),
          Instant.parse("2026-03-29T01:00:00Z"),
          Instant.parse("2026-03-29T01:31:00Z"));

  private TradeArbitraries() {}

  /** Trades of which no two are the same. */
  static Arbitrary<List<Trade>> trades() {
    return Combinators.combine(
            Arbitraries.of(BTC_USD, ETH_EUR),
            Arbitraries.longs().between(1, 200),
            times(),
            amounts(),
            amounts(),
            Arbitraries.of(Side.class))
        .as(Trade::new)
        .list()
        .uniqueElements(trade -> Tuple.of(trade.product(), trade.tradeId()))
        .ofMaxSize(60);
  }

  private static Arbitrary<Instant> times() {
    return Combinators.combine(
            Arbitraries.of(BORDERS),
            Arbitraries.of(
                -1L, 0L, 1L, 999_999L, 1_000_000L, 59_999_999L, -61_000_000L, -3_700_000_000L))
        .as((border, micros) -> border.plus(micros, ChronoUnit.MICROS));
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
