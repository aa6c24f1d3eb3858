package io.finsolutions.pipeline.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.bench.rig.Rig;
import io.finsolutions.pipeline.exchange.oracle.PlainBar;
import io.finsolutions.pipeline.exchange.oracle.PlainBars;
import io.finsolutions.pipeline.market.Side;
import io.finsolutions.pipeline.market.Trade;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparedBarsTest {
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  private static final List<PlainBar> EXPECTED =
      PlainBars.of(
          List.of(
              trade(1, 0, "100.10", "0.3", Side.SELL),
              trade(2, 500, "100.20", "0.1", Side.BUY),
              trade(3, 1_200, "100.30", "0.2", Side.BUY)),
          Duration.ofSeconds(1));
  private static final ComparedBars.Columns FIRST =
      columns(2, 1, List.of("100.10", "100.20", "100.10", "100.20"), "0.4", "40.05");
  private static final ComparedBars.Columns SECOND =
      columns(1, 0, List.of("100.3", "100.3", "100.3", "100.3"), "0.2", "20.06");

  @Test
  void rowsThatAreAsTheyShouldBeAreNotWrong() {
    assertThat(compare(Map.of(START, FIRST, START.plusSeconds(1), SECOND), true))
        .isEqualTo(new ComparedBars(2, 0, 0, 3));
  }

  @Test
  void aMissingRowIsWrong() {
    assertThat(compare(Map.of(START, FIRST), true)).isEqualTo(new ComparedBars(2, 1, 1, 2));
  }

  @Test
  void aRowThatNobodyExpectedIsWrong() {
    assertThat(
            compare(
                Map.of(START, FIRST, START.plusSeconds(1), SECOND, START.plusSeconds(2), SECOND),
                true))
        .isEqualTo(new ComparedBars(2, 1, 1, 4));
  }

  @Test
  void anotherOpenIsWrongButNotInItsCounts() {
    ComparedBars.Columns other =
        columns(2, 1, List.of("100.20", "100.20", "100.10", "100.20"), "0.4", "40.05");
    assertThat(compare(Map.of(START, other, START.plusSeconds(1), SECOND), true))
        .isEqualTo(new ComparedBars(2, 1, 0, 3));
  }

  @Test
  void whatIsDoubleMayDifferInTheTenthDigit() {
    ComparedBars.Columns nearly =
        columns(2, 1, List.of("100.10", "100.20", "100.10", "100.20"), "0.4", "40.05000000001");
    Map<Instant, ComparedBars.Columns> rows = Map.of(START, nearly, START.plusSeconds(1), SECOND);
    assertThat(compare(rows, false).wrong()).isZero();
    assertThat(compare(rows, true).wrong()).isOne();
  }

  private static ComparedBars compare(Map<Instant, ComparedBars.Columns> rows, boolean exact) {
    return ComparedBars.of(rows, EXPECTED, exact);
  }

  private static ComparedBars.Columns columns(
      long trades, long buys, List<String> prices, String base, String quote) {
    return new ComparedBars.Columns(
        trades,
        buys,
        trades - buys,
        prices.stream().map(BigDecimal::new).toList(),
        new BigDecimal(base),
        new BigDecimal(quote));
  }

  private static Trade trade(long id, long millis, String price, String size, Side maker) {
    return new Trade(
        Rig.PAIR, id, START.plusMillis(millis), new BigDecimal(price), new BigDecimal(size), maker);
  }
}
