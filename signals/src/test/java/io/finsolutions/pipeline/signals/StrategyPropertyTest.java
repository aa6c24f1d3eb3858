package io.finsolutions.pipeline.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finsolutions.pipeline.market.Bar;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds of every strategy. */
class StrategyPropertyTest {
  @Property(tries = 100)
  void aSignalDependsOnTheLastBarsAlone(
      @ForAll("strategies") Strategy strategy, @ForAll("manyMinutes") List<Bar> bars) {
    List<Bar> lastBars = bars.subList(bars.size() - strategy.lookback(), bars.size());

    assertThat(strategy.judge(lastBars)).isEqualTo(strategy.judge(bars));
  }

  @Property(tries = 100)
  void whatComesLaterChangesNoEarlierSignal(
      @ForAll("strategies") Strategy strategy,
      @ForAll("manyMinutes") List<Bar> bars,
      @ForAll("manyMinutes") List<Bar> others,
      @ForAll @IntRange(min = 0, max = 49) int known) {
    List<Bar> otherFuture = new ArrayList<>(bars.subList(0, known + 1));
    others.stream()
        .filter(bar -> bar.start().isAfter(bars.get(known).start()))
        .forEach(otherFuture::add);

    List<Signal> signals = strategy.judgeFrom(0, bars);

    assertThat(strategy.judgeFrom(0, otherFuture).subList(0, known + 1))
        .isEqualTo(signals.subList(0, known + 1));
    assertThat(signals.get(known)).isEqualTo(strategy.judge(bars.subList(0, known + 1)));
  }

  @Property(tries = 100)
  void aSignalSaysWhenByWhatAndWhy(
      @ForAll("strategies") Strategy strategy, @ForAll("fewOrManyMinutes") List<Bar> bars) {
    Signal signal = strategy.judge(bars);

    assertThat(signal.time()).isEqualTo(bars.get(bars.size() - 1).end());
    assertThat(signal.product()).isEqualTo(TestBars.BTC_USD);
    assertThat(signal.formula()).isEqualTo(strategy.formula());
    assertThat(signal.confidence()).isBetween(BigDecimal.ZERO, BigDecimal.ONE);
    assertThat(signal.reasons()).isNotEmpty().allMatch(reason -> reason.endsWith("."));
    if (bars.size() < strategy.lookback()) {
      assertThat(signal.action()).isEqualTo(Action.HOLD);
      assertThat(signal.confidence()).isZero();
      assertThat(signal.inputs()).isEmpty();
    } else {
      assertThat(signal.inputs()).isNotEmpty();
    }
  }

  @Property(tries = 100)
  void theUnitsOfPriceAndVolumeDoNotMatter(
      @ForAll("strategies") Strategy strategy, @ForAll("manyMinutes") List<Bar> bars) {
    Signal signal = strategy.judge(bars);

    Signal inOtherUnits =
        strategy.judge(bars.stream().map(StrategyPropertyTest::inOtherUnits).toList());

    assertThat(inOtherUnits.action()).isEqualTo(signal.action());
    assertThat(inOtherUnits.confidence()).isEqualTo(signal.confidence());
  }

  @Property(tries = 100)
  void aFormulaIsAllThatHasToBeKnownToJudgeAgain(
      @ForAll("strategies") Strategy strategy, @ForAll("manyMinutes") List<Bar> bars) {
    Strategy again = Strategies.of(strategy.formula());

    assertThat(again.formula()).isEqualTo(strategy.formula());
    assertThat(again.judge(bars)).isEqualTo(strategy.judge(bars));
  }

  @Property(tries = 50)
  void barsOutOfOrderAreRefused(
      @ForAll("strategies") Strategy strategy, @ForAll("manyMinutes") List<Bar> bars) {
    List<Bar> backward = new ArrayList<>(bars);
    Collections.reverse(backward);

    assertThatThrownBy(() -> strategy.judge(backward))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("does not follow the 1m bar of BTC-USD");
  }

  @Provide
  Arbitrary<List<Bar>> manyMinutes() {
    return BarArbitraries.many();
  }

  @Provide
  Arbitrary<List<Bar>> fewOrManyMinutes() {
    return BarArbitraries.minutes(1, 60);
  }

  @Provide
  Arbitrary<Strategy> strategies() {
    return Arbitraries.of(
            "trend-and-volume",
            "mean-reversion",
            "trend-and-volume/1:fast=3,slow=7,move=5,rsi=5,threshold=0.1,overbought=60",
            "trend-and-volume/1:fast=1,slow=2,move=1,rsi=1,change=1,flow=1,volume=1,overbought=100",
            "mean-reversion/1:span=2,width=1")
        .map(Strategies::of);
  }

  private static Bar inOtherUnits(Bar bar) {
    return new Bar(
        bar.product(),
        bar.width(),
        bar.start(),
        bar.trades(),
        bar.buys(),
        bar.sells(),
        bar.open().scaleByPowerOfTen(3),
        bar.high().scaleByPowerOfTen(3),
        bar.low().scaleByPowerOfTen(3),
        bar.close().scaleByPowerOfTen(3),
        bar.openTime(),
        bar.closeTime(),
        bar.firstTradeId(),
        bar.lastTradeId(),
        bar.baseVolume().scaleByPowerOfTen(-2),
        bar.buyVolume().scaleByPowerOfTen(-2),
        bar.sellVolume().scaleByPowerOfTen(-2),
        bar.quoteVolume().scaleByPowerOfTen(1),
        bar.priceSum().scaleByPowerOfTen(3));
  }
}
