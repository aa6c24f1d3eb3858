package io.finsolutions.pipeline.exchange.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradingPair;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class GeneratedTapeTest {
  private static final TradingPair BTC_USD = TradingPair.parse("BTC-USD");
  private static final BigDecimal DUST = new BigDecimal("0.000001");

  @Property(tries = 100)
  void idsAreContiguousAndTimesAscend(
      @ForAll long seed,
      @ForAll @DoubleRange(min = 0.01, max = 100_000) double rate,
      @ForAll @LongRange(min = 1, max = 1_000_000_000_000L) long firstId) {
    List<Trade> trades = take(GeneratedTape.of(BTC_USD, rate, seed).withFirstTradeId(firstId), 500);
    assertThat(trades).isSortedAccordingTo(Trade.EXECUTION_ORDER);
    for (int i = 0; i < trades.size(); i++) {
      assertThat(trades.get(i).tradeId()).isEqualTo(firstId + i);
    }
  }

  @Property(tries = 50)
  void decimalsAreCanonicalAndOfTheExchangesIncrements(@ForAll long seed) {
    for (Trade trade : take(GeneratedTape.of(BTC_USD, 100, seed), 500)) {
      assertCanonical(trade.price(), 2);
      assertCanonical(trade.size(), 8);
    }
  }

  @Property(tries = 20)
  void theSameSeedGivesTheSameTrades(@ForAll long seed) {
    GeneratedTape tape = GeneratedTape.of(BTC_USD, 100, seed);
    assertThat(take(tape, 200)).isEqualTo(take(tape, 200));
  }

  @Test
  void theRateHoldsInTheLongRun() {
    int count = 200_000;
    List<Trade> trades = take(GeneratedTape.of(BTC_USD, 50, 3), count);
    Instant end = trades.get(count - 1).time();
    double seconds = Duration.between(GeneratedTape.DEFAULT_START, end).toMillis() / 1_000.0;
    assertThat(count / seconds).isBetween(47.0, 53.0);
  }

  @Test
  void sweepsShareAMicrosecondAndMoveThePriceOneWay() {
    Map<Instant, List<Trade>> byTime =
        take(GeneratedTape.of(BTC_USD, 1, 5), 2_000).stream()
            .collect(Collectors.groupingBy(Trade::time));
    assertThat(byTime.values()).anyMatch(sweep -> sweep.size() == 11);
    for (List<Trade> sweep : byTime.values()) {
      assertThat(sweep).extracting(Trade::makerSide).containsOnly(sweep.get(0).makerSide());
    }
  }

  @Test
  void mostSizesAreDust() {
    assertThat(take(GeneratedTape.of(BTC_USD, 6, 1), 10_000))
        .filteredOn(trade -> trade.size().compareTo(DUST) < 0)
        .hasSizeBetween(5_500, 8_500);
  }

  @Test
  void someSecondsBurst() {
    Map<Long, Long> bySecond =
        take(GeneratedTape.of(BTC_USD, 20, 1), 40_000).stream()
            .collect(
                Collectors.groupingBy(
                    trade -> trade.time().getEpochSecond(), Collectors.counting()));
    assertThat(bySecond.values()).anyMatch(trades -> trades > 100);
  }

  @Test
  void aRateOfZeroIsRefused() {
    assertThatThrownBy(() -> GeneratedTape.of(BTC_USD, 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rate");
  }

  private static void assertCanonical(BigDecimal amount, int mostFractionDigits) {
    assertThat(amount.signum()).isPositive();
    assertThat(amount.scale()).isBetween(0, mostFractionDigits);
    assertThat(amount.scale() == 0 || amount.stripTrailingZeros().equals(amount)).isTrue();
  }

  private static List<Trade> take(GeneratedTape tape, int count) {
    Iterator<Trade> trades = tape.trades();
    List<Trade> taken = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      taken.add(trades.next());
    }
    return taken;
  }
}
