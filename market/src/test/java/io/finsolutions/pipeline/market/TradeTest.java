package io.finsolutions.pipeline.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TradeTest {
  private static final String TIME = "2026-09-30T02:39:53.354654Z";

  @Provide
  Arbitrary<BigDecimal> amounts() {
    return TradeArbitraries.amounts();
  }

  @Property
  void decimalsKeepTheirValueAndLoseTheirForm(@ForAll("amounts") BigDecimal amount) {
    Trade trade = trade(amount, amount);

    assertThat(trade.price()).isEqualByComparingTo(amount).isEqualTo(trade.size());
    assertThat(trade.price().scale()).isBetween(0, Trade.MAX_FRACTION_DIGITS);
    assertThat(trade).isEqualTo(trade(amount.setScale(18), amount.stripTrailingZeros()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0.01",
        "0E+1000000000",
        "-1E+1000000000",
        "1E+20",
        "1E+1000000000",
        "1E+2147483647",
        "1E-19",
        "1E-2147483647",
        "0.0000000000000000001",
        "100000000000000000000",
      })
  void amountsOutOfRangeAreRefusedWhereverTheyStand(BigDecimal amount) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trade(amount, BigDecimal.ONE))
        .withMessageStartingWith("trade 7 has ")
        .withMessageContaining("price");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trade(BigDecimal.ONE, amount))
        .withMessageStartingWith("trade 7 has ")
        .withMessageContaining("size");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE})
  void anIdIsAboveZero(long id) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Trades.trade(id, TIME, "1", "1", Side.BUY))
        .withMessage("trade id " + id + " is not above zero");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0001-01-01T00:00:00Z",
        "1970-01-01T00:00:00Z",
        "1970-01-01T00:00:00.000000999Z",
        "+10000-01-01T00:00:00Z",
        "+1000000000-12-31T23:59:59.999999999Z",
      })
  void aTimeThatIsNoneIsRefused(String time) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Trades.trade(7, time, "1", "1", Side.BUY))
        .withMessageStartingWith("trade 7 has the time ");
  }

  @Test
  void aTimeIsCutToMicroseconds() {
    assertThat(Trades.trade(7, "2026-09-30T02:39:53.354654999Z", "1", "1", Side.BUY).time())
        .isEqualTo(Instant.parse(TIME));
  }

  @Test
  void everyPartMustBeThere() {
    Instant time = Instant.parse(TIME);
    BigDecimal one = BigDecimal.ONE;
    assertThatNullPointerException().isThrownBy(() -> new Trade(null, 7, time, one, one, Side.BUY));
    assertThatNullPointerException()
        .isThrownBy(() -> new Trade(Trades.BTC_USD, 7, null, one, one, Side.BUY));
    assertThatNullPointerException()
        .isThrownBy(() -> new Trade(Trades.BTC_USD, 7, time, null, one, Side.BUY));
    assertThatNullPointerException()
        .isThrownBy(() -> new Trade(Trades.BTC_USD, 7, time, one, null, Side.BUY));
    assertThatNullPointerException()
        .isThrownBy(() -> new Trade(Trades.BTC_USD, 7, time, one, one, null));
  }

  @ParameterizedTest
  @EnumSource
  void theTakerIsOnTheOtherSideOfTheMaker(Side makerSide) {
    Trade trade = Trades.trade(7, TIME, "1", "1", makerSide);

    assertThat(trade.takerSide()).isNotEqualTo(makerSide);
    assertThat(trade.takerSide().opposite()).isEqualTo(makerSide);
  }

  @Test
  void executionOrderIsByTimeAndThenById() {
    Trade first = Trades.trade(9, "2026-09-30T02:39:53.000001Z", "1", "1", Side.BUY);
    Trade second = Trades.trade(3, "2026-09-30T02:39:53.000002Z", "1", "1", Side.BUY);
    Trade third = Trades.trade(4, "2026-09-30T02:39:53.000002Z", "1", "1", Side.BUY);

    assertThat(Stream.of(third, second, first).sorted(Trade.EXECUTION_ORDER))
        .isEqualTo(List.of(first, second, third));
  }

  private static Trade trade(BigDecimal price, BigDecimal size) {
    return new Trade(Trades.BTC_USD, 7, Instant.parse(TIME), price, size, Side.BUY);
  }
}
