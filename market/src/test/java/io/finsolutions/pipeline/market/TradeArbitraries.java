package io.finsolutions.pipeline.market;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Trades as a property wants them: crowded into few ids and instants, with decimals of any form.
 */
final class TradeArbitraries {
  /** The instants around which bars of every width begin and clocks are put forward and back. */
  private static final List<Instant> TURNS =
      List.of(
          Instant.parse("1970-01-01T00:00:01Z"),
          Instant.parse("2024-02-29T00:00:00Z"),
          Instant.parse("2024-03-01T00:00:00Z"),
          Instant.parse("2026-03-29T01:00:00Z"),
          Instant.parse("2026-10-25T01:00:00Z"),
          Instant.parse("2026-10-25T01:01:00Z"));

  private TradeArbitraries() {}

  /** Trades of two products in which no trade is twice, many of them in the same microsecond. */
  static Arbitrary<List<Trade>> trades() {
    return tradesAt(times());
  }

  /** Trades of which no two are the same, all within one second. */
  static Arbitrary<List<Trade>> tradesOfOneSecond() {
    Instant second = Instant.parse("2026-09-30T02:39:53Z");
    return tradesAt(
        Arbitraries.of(0L, 1L, 500_000L, 999_999L)
            .map(micros -> second.plus(micros, ChronoUnit.MICROS)));
  }

  /** Messages that are possible, with ids and times up to the ends of their ranges. */
  static Arbitrary<TradeMessage> messages() {
    long lastSecond = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
    Arbitrary<Instant> anyTime =
        Combinators.combine(
                Arbitraries.longs().between(1, lastSecond),
                Arbitraries.integers().between(0, 999_999))
            .as((second, micros) -> Instant.ofEpochSecond(second, micros * 1_000L));
    Arbitrary<Trade> trade =
        trade(Arbitraries.longs().between(1, Long.MAX_VALUE), Arbitraries.oneOf(anyTime, times()));
    return Combinators.combine(trade, Arbitraries.of(Origin.class), Arbitraries.of(true, false))
        .as(TradeMessage::new);
  }

  /** Decimals that a price may have: 20 digits before the point, 18 behind it, zeros at the end. */
  static Arbitrary<BigDecimal> amounts() {
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
        any,
        Arbitraries.of("83277.25", "83277.250", "8E+4", "0.00000029", "1", "1.000000000000000000")
            .map(BigDecimal::new));
  }

  private static Arbitrary<Instant> times() {
    return Combinators.combine(
            Arbitraries.of(TURNS),
            Arbitraries.of(-1_000_000L + 1, -1L, 0L, 1L, 999_999L, 1_000_000L, 61_000_000L))
        .as((turn, micros) -> turn.plus(micros, ChronoUnit.MICROS));
  }

  private static Arbitrary<List<Trade>> tradesAt(Arbitrary<Instant> times) {
    return trade(Arbitraries.longs().between(1, 60), times)
        .list()
        .uniqueElements(trade -> Tuple.of(trade.product(), trade.tradeId()))
        .ofMaxSize(40);
  }

  private static Arbitrary<Trade> trade(Arbitrary<Long> ids, Arbitrary<Instant> times) {
    return Combinators.combine(
            Arbitraries.of("BTC-USD", "ETH-EUR").map(TradingPair::parse),
            ids,
            times,
            amounts(),
            amounts(),
            Arbitraries.of(Side.class))
        .as(Trade::new);
  }
}
