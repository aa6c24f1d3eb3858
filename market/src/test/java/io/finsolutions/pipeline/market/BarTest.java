package io.finsolutions.pipeline.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BarTest {
  private static final Instant START = Instant.parse("2026-09-30T02:39:53Z");

  @Provide
  Arbitrary<List<Trade>> trades() {
    return TradeArbitraries.tradesOfOneSecond();
  }

  @Property
  void mergeIsCommutativeAndAssociative(
      @ForAll("trades") List<Trade> trades, @ForAll Random random) {
    List<List<Trade>> groups = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    trades.stream()
        .filter(trade -> trade.product().equals(Trades.BTC_USD))
        .forEach(trade -> groups.get(random.nextInt(3)).add(trade));
    if (groups.stream().anyMatch(List::isEmpty)) {
      return;
    }
    Bar one = barOf(groups.get(0));
    Bar two = barOf(groups.get(1));
    Bar three = barOf(groups.get(2));

    assertThat(one.merge(two)).isEqualTo(two.merge(one));
    assertThat(one.merge(two).merge(three)).isEqualTo(one.merge(two.merge(three)));
    assertThat(three.merge(one).merge(two)).isEqualTo(one.merge(two).merge(three));
  }

  @Property
  void wideningAndMergingMayComeInAnyOrder(
      @ForAll("trades") List<Trade> trades, @ForAll BarWidth width) {
    List<Trade> ofOneProduct =
        trades.stream().filter(trade -> trade.product().equals(Trades.BTC_USD)).toList();
    if (ofOneProduct.size() < 2) {
      return;
    }
    Bar one = barOf(ofOneProduct.subList(0, 1));
    Bar rest = barOf(ofOneProduct.subList(1, ofOneProduct.size()));

    assertThat(one.merge(rest).widenTo(width))
        .isEqualTo(one.widenTo(width).merge(rest.widenTo(width)));
  }

  @Test
  void aBarWidenedStepByStepIsTheBarWidenedAtOnce() {
    Bar second = Sample.bar();

    assertThat(second.widenTo(BarWidth.MINUTE).widenTo(BarWidth.HOUR).widenTo(BarWidth.DAY))
        .isEqualTo(second.widenTo(BarWidth.DAY));
    assertThat(second.widenTo(BarWidth.SECOND)).isEqualTo(second);
    assertThat(second.widenTo(BarWidth.DAY).start())
        .isEqualTo(Instant.parse("2026-09-30T00:00:00Z"));
  }

  @Test
  void aBarIsNotNarrowed() {
    Bar hour = Sample.bar().widenTo(BarWidth.HOUR);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> hour.widenTo(BarWidth.MINUTE))
        .withMessage("cannot narrow the HOUR bar of BTC-USD at 2026-09-30T02:00:00Z to a MINUTE");
  }

  @Test
  void barsOfOtherIntervalsOrProductsDoNotMerge() {
    Bar bar = Sample.bar();
    Bar otherProduct = new Sample().with("product", TradingPair.parse("ETH-USD")).make();
    Bar otherStart =
        new Sample()
            .with("start", START.plusSeconds(1))
            .with("openTime", START.plusSeconds(1))
            .with("closeTime", START.plusSeconds(1))
            .make();

    assertThatIllegalArgumentException().isThrownBy(() -> bar.merge(otherProduct));
    assertThatIllegalArgumentException().isThrownBy(() -> bar.merge(otherStart));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bar.merge(bar.widenTo(BarWidth.MINUTE)))
        .withMessageContaining("MINUTE bar of BTC-USD")
        .withMessageContaining("SECOND bar of BTC-USD");
  }

  @Test
  void vwapWeighsByVolumeAndTheMeanDoesNot() {
    Bar bar =
        barOf(
            List.of(
                Trades.trade(1, "2026-09-30T02:39:53Z", "100", "3", Side.BUY),
                Trades.trade(2, "2026-09-30T02:39:53Z", "200", "1", Side.BUY)));

    assertThat(bar.vwap()).isEqualTo("125");
    assertThat(bar.meanPrice()).isEqualTo("150");
  }

  @Test
  void averagesAreRoundedToEighteenDigits() {
    Bar bar =
        barOf(
            List.of(
                Trades.trade(1, "2026-09-30T02:39:53Z", "1", "1", Side.BUY),
                Trades.trade(2, "2026-09-30T02:39:53Z", "1", "1", Side.BUY),
                Trades.trade(3, "2026-09-30T02:39:53Z", "3", "1", Side.BUY)));

    assertThat(bar.meanPrice()).isEqualTo("1.666666666666666667");
    assertThat(bar.vwap()).isEqualTo("1.666666666666666667");
  }

  @Test
  void equalNumbersMakeEqualBarsHoweverTheyAreWritten() {
    assertThat(new Sample().with("open", new BigDecimal("1E+2")).make())
        .isEqualTo(new Sample().with("open", new BigDecimal("100.000")).make())
        .hasSameHashCodeAs(new Sample().with("open", new BigDecimal("100")).make());
  }

  @Test
  void aBarEndsWhereTheNextOneStarts() {
    assertThat(Sample.bar().end()).isEqualTo(START.plusSeconds(1));
    assertThat(Sample.bar().widenTo(BarWidth.DAY).end())
        .isEqualTo(Instant.parse("2026-10-01T00:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "trades, 0",
    "trades, 3",
    "buys, -1",
    "buys, 0",
    "sells, 2",
  })
  void countsThatCannotBeAreRefused(String column, long count) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Sample().with(column, count).make())
        .withMessageStartingWith("bar of 2026-09-30T02:39:53Z has ");
  }

  @ParameterizedTest
  @CsvSource({
    "baseVolume, 3.1",
    "buyVolume, 3",
    "sellVolume, 0",
    "low, 100.5",
    "low, 0",
    "low, -1",
    "high, 101",
    "open, 111",
    "close, 89",
  })
  void volumesAndPricesThatCannotBeAreRefused(String column, BigDecimal value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Sample().with(column, value).make())
        .withMessageStartingWith("bar of 2026-09-30T02:39:53Z has ");
  }

  @Test
  void aBarWithoutVolumeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Sample()
                    .with("baseVolume", BigDecimal.ZERO)
                    .with("buyVolume", BigDecimal.ZERO)
                    .with("sellVolume", BigDecimal.ZERO)
                    .make());
  }

  @ParameterizedTest
  @CsvSource({
    "openTime, 2026-09-30T02:39:52.999999Z",
    "openTime, 2026-09-30T02:39:53.900000Z",
    "closeTime, 2026-09-30T02:39:54Z",
  })
  void timesOutsideOfTheBarAreRefused(String column, Instant time) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Sample().with(column, time).make())
        .withMessageContaining(time.toString());
  }

  @Test
  void aBarStartsWhereItsWidthSaysSo() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Sample().with("width", BarWidth.MINUTE).make())
        .withMessage("no bar of one MINUTE starts at 2026-09-30T02:39:53Z");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Sample().with("start", START.plusNanos(1)).make());
  }

  @Test
  void everyPartMustBeThere() {
    for (String column : Sample.COLUMNS) {
      assertThatExceptionOfType(NullPointerException.class)
          .as(column)
          .isThrownBy(() -> new Sample().with(column, null).make());
    }
    assertThatNullPointerException().isThrownBy(() -> Sample.bar().widenTo(null));
  }

  private static Bar barOf(List<Trade> trades) {
    BarFold fold = new BarFold(BarWidth.SECOND);
    trades.forEach(fold::add);
    return fold.bars().get(0);
  }

  /** A sound bar of which single columns can be changed. */
  private static final class Sample {
    static final List<String> COLUMNS =
        List.of(
            "product",
            "width",
            "start",
            "open",
            "high",
            "low",
            "close",
            "openTime",
            "closeTime",
            "baseVolume",
            "buyVolume",
            "sellVolume",
            "quoteVolume",
            "priceSum");

    private final Map<String, Object> columns = new TreeMap<>();

    Sample() {
      columns.put("product", Trades.BTC_USD);
      columns.put("width", BarWidth.SECOND);
      columns.put("start", START);
      columns.put("trades", 2L);
      columns.put("buys", 1L);
      columns.put("sells", 1L);
      columns.put("open", new BigDecimal("100"));
      columns.put("high", new BigDecimal("110"));
      columns.put("low", new BigDecimal("90"));
      columns.put("close", new BigDecimal("105"));
      columns.put("openTime", START);
      columns.put("closeTime", START.plusMillis(500));
      columns.put("baseVolume", new BigDecimal("3"));
      columns.put("buyVolume", new BigDecimal("1"));
      columns.put("sellVolume", new BigDecimal("2"));
      columns.put("quoteVolume", new BigDecimal("310"));
      columns.put("priceSum", new BigDecimal("205"));
    }

    static Bar bar() {
      return new Sample().make();
    }

    Sample with(String column, Object value) {
      columns.put(column, value);
      return this;
    }

    Bar make() {
      return new Bar(
          (TradingPair) columns.get("product"),
          (BarWidth) columns.get("width"),
          (Instant) columns.get("start"),
          (long) columns.get("trades"),
          (long) columns.get("buys"),
          (long) columns.get("sells"),
          decimal("open"),
          decimal("high"),
          decimal("low"),
          decimal("close"),
          (Instant) columns.get("openTime"),
          (Instant) columns.get("closeTime"),
          1,
          2,
          decimal("baseVolume"),
          decimal("buyVolume"),
          decimal("sellVolume"),
          decimal("quoteVolume"),
          decimal("priceSum"));
    }

    private BigDecimal decimal(String column) {
      return (BigDecimal) columns.get(column);
    }
  }
}
