package io.finsolutions.pipeline.signals.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.signals.Action;
import io.finsolutions.pipeline.signals.BarArbitraries;
import io.finsolutions.pipeline.signals.Strategies;
import io.finsolutions.pipeline.signals.TestBars;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BacktestTest {
  private static final BigDecimal NO_FEE = BigDecimal.ZERO;
  private static final BigDecimal ONE_PERCENT = new BigDecimal("0.01");
  private static final BigDecimal CLOSE_ENOUGH = new BigDecimal("1e-20");

  @Test
  void aSignalIsActedOnAtTheOpenOfTheNextBar() {
    // Bought after the first bar, whose close nobody gets any more: at 20; sold at 30.
    List<Bar> bars = List.of(bar(0, 10, 11), bar(1, 20, 21), bar(2, 30, 31), bar(3, 40, 41));

    BacktestResult result = follow(bars, NO_FEE, Action.BUY, Action.SELL, Action.HOLD, Action.HOLD);

    assertThat(result.strategy().roundTrips())
        .containsExactly(
            new RoundTrip(
                start(1), new BigDecimal("20"), start(2), new BigDecimal("30"), NO_FEE, false));
    assertThat(result.strategy().gain()).isEqualByComparingTo("0.5");
    assertThat(result.strategy().worth().get(0)).isEqualByComparingTo("1.05");
    assertThat(result.strategy().exposure()).isCloseTo(third(), within(CLOSE_ENOUGH));
  }

  @Test
  void whoHoldsBuysWhenTheStrategyCouldFirstAndPaysTheSameFees() {
    List<Bar> bars = List.of(bar(0, 10, 11), bar(1, 20, 21), bar(2, 30, 31), bar(3, 40, 40));

    Outcome hold = follow(bars, ONE_PERCENT, hold(4)).hold();

    assertThat(hold.gain()).isEqualByComparingTo("0.9602");
    assertThat(hold.fees()).isEqualByComparingTo("0.0298");
    assertThat(hold.exposure()).isEqualByComparingTo("1");
    assertThat(hold.roundTrips()).singleElement().matches(RoundTrip::open);
  }

  @Test
  void whoNeverActsNeitherGainsNorLosesNorPays() {
    List<Bar> bars = List.of(bar(0, 10, 11), bar(1, 20, 21), bar(2, 30, 31));

    Outcome outcome = follow(bars, ONE_PERCENT, hold(3)).strategy();

    assertThat(outcome.gain()).isZero();
    assertThat(outcome.fees()).isZero();
    assertThat(outcome.drawdown()).isZero();
    assertThat(outcome.exposure()).isZero();
    assertThat(outcome.roundTrips()).isEmpty();
  }

  @Test
  void feesAreTakenOfBothFills() {
    List<Bar> bars = List.of(bar(0, 100, 100), bar(1, 100, 100), bar(2, 100, 100));

    Outcome outcome = follow(bars, ONE_PERCENT, Action.BUY, Action.SELL, Action.HOLD).strategy();

    assertThat(outcome.gain()).isEqualByComparingTo("-0.0199");
    assertThat(outcome.fees()).isEqualByComparingTo("0.0199");
    assertThat(outcome.roundTrips().get(0).gain()).isEqualByComparingTo("-0.0199");
    assertThat(outcome.gained()).isZero();
  }

  @Test
  void whatIsNotSoldInTheEndCountsAsSoldForTheLastPrice() {
    List<Bar> bars = List.of(bar(0, 100, 100), bar(1, 100, 110), bar(2, 110, 120));

    Outcome outcome = follow(bars, NO_FEE, Action.BUY, Action.BUY, Action.SELL).strategy();

    assertThat(outcome.gain()).isCloseTo(new BigDecimal("0.2"), within(CLOSE_ENOUGH));
    assertThat(outcome.roundTrips())
        .containsExactly(
            new RoundTrip(
                start(1), new BigDecimal("100"), start(3), new BigDecimal("120"), NO_FEE, true));
  }

  @Test
  void theDrawdownIsTheDeepestFallFromTheHighestWorthBeforeIt() {
    List<Bar> bars =
        List.of(
            bar(0, 100, 100),
            bar(1, 100, 200),
            bar(2, 200, 150),
            bar(3, 150, 300),
            bar(4, 300, 270));

    assertThat(follow(bars, NO_FEE, hold(5)).hold().drawdown()).isEqualByComparingTo("0.25");
  }

  @Test
  void buyingTwiceIsBuyingOnceAndNothingIsSoldThatIsNotThere() {
    List<Bar> bars = TestBars.series(6, index -> bar(index, 100 + index, 100 + index));

    List<RoundTrip> trips =
        follow(
                bars,
                NO_FEE,
                Action.SELL,
                Action.BUY,
                Action.BUY,
                Action.SELL,
                Action.SELL,
                Action.HOLD)
            .strategy()
            .roundTrips();

    assertThat(trips).hasSize(1);
    assertThat(trips.get(0).boughtAt()).isEqualTo(start(2));
    assertThat(trips.get(0).soldAt()).isEqualTo(start(4));
  }

  @Test
  void barsThatAreTooFewToActInAreRefused() {
    List<Bar> bars = TestBars.series(42, index -> bar(index, 100, 100));
    Backtest backtest = new Backtest(Strategies.of("trend-and-volume"), NO_FEE);

    assertThatThrownBy(() -> backtest.over(bars, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "there are 42 bars, and 43 are needed: trend-and-volume/1 looks at 42, and acts in the"
                + " next");
  }

  @Test
  void aFeeOfAllOfItIsRefused() {
    assertThatThrownBy(() -> new Backtest(Strategies.of("mean-reversion"), BigDecimal.ONE))
        .hasMessage("a fee of 1 is not from 0 to below 1");
  }

  /** All bars after some moment are others: all that was done up to then stays as it was. */
  @Property(tries = 100)
  void whatComesLaterChangesNothingThatWasDoneBefore(
      @ForAll("manyMinutes") List<Bar> bars,
      @ForAll("manyMinutes") List<Bar> others,
      @ForAll @IntRange(min = 6, max = 47) int known) {
    Backtest backtest = eager();
    List<Bar> otherFuture = new ArrayList<>(bars.subList(0, known + 1));
    others.stream()
        .filter(bar -> bar.start().isAfter(bars.get(known).start()))
        .forEach(otherFuture::add);
    // At least one bar has to come, whatever it is.
    otherFuture.add(TestBars.minute(1_000_000, "1", "0", "1", "1"));

    Outcome outcome = backtest.over(bars, 0).strategy();
    Outcome other = backtest.over(otherFuture, 0).strategy();

    // Bars that can be acted in begin with the one behind the first that is judged.
    int acted = known + 1 - backtest.strategy().lookback();
    assertThat(other.worth().subList(0, acted)).isEqualTo(outcome.worth().subList(0, acted));
    assertThat(done(other, bars.get(known).start()))
        .isEqualTo(done(outcome, bars.get(known).start()));
  }

  /** No price but opens is ever paid, and each by a signal of the bar before. */
  @Property(tries = 100)
  void everyFillIsTheOpenOfTheBarBehindItsSignal(@ForAll("manyMinutes") List<Bar> bars) {
    BacktestResult result = eager().over(bars, 0);

    for (RoundTrip trip : result.strategy().roundTrips()) {
      assertFill(result, trip.boughtAt(), trip.boughtFor(), Action.BUY);
      if (!trip.open()) {
        assertFill(result, trip.soldAt(), trip.soldFor(), Action.SELL);
      }
    }
  }

  /** The worth at the end is what the round trips make of one, one after the other. */
  @Property(tries = 100)
  void whatIsThereInTheEndIsTheProductOfAllRoundTrips(@ForAll("manyMinutes") List<Bar> bars) {
    Outcome outcome = eager().over(bars, 0).strategy();

    double product =
        outcome.roundTrips().stream()
            .mapToDouble(trip -> 1 + trip.gain().doubleValue())
            .reduce(1, (one, other) -> one * other);

    assertThat(outcome.gain().doubleValue()).isCloseTo(product - 1, within(1e-9));
  }

  @Provide
  Arbitrary<List<Bar>> manyMinutes() {
    return BarArbitraries.many();
  }

  private static Backtest eager() {
    return new Backtest(
        Strategies.of(
            "trend-and-volume/1:fast=2,slow=3,move=2,rsi=2,change=1,flow=1,volume=2,threshold=0.1,overbought=100"),
        ONE_PERCENT);
  }

  private static List<String> done(Outcome outcome, Instant until) {
    List<String> done = new ArrayList<>();
    for (RoundTrip trip : outcome.roundTrips()) {
      if (!trip.boughtAt().isAfter(until)) {
        done.add("bought at " + trip.boughtAt() + " for " + trip.boughtFor());
      }
      if (!trip.open() && !trip.soldAt().isAfter(until)) {
        done.add("sold at " + trip.soldAt() + " for " + trip.soldFor());
      }
    }
    return done;
  }

  private static void assertFill(
      BacktestResult result, Instant at, BigDecimal price, Action action) {
    for (int i = 0; i < result.bars().size(); i++) {
      if (result.bars().get(i).start().equals(at)) {
        assertThat(price).isEqualTo(result.bars().get(i).open());
        assertThat(result.signals().get(i).action()).isEqualTo(action);
        assertThat(result.signals().get(i).time()).isBeforeOrEqualTo(at);
        return;
      }
    }
    throw new AssertionError("there is no bar at " + at);
  }

  private static BacktestResult follow(List<Bar> bars, BigDecimal fee, Action... actions) {
    Map<Instant, Integer> indexes = new HashMap<>();
    bars.forEach(bar -> indexes.put(bar.start(), indexes.size()));
    return new Backtest(new ScriptedStrategy(bar -> actions[indexes.get(bar.start())]), fee)
        .over(bars, 0);
  }

  private static Action[] hold(int count) {
    Action[] actions = new Action[count];
    Arrays.fill(actions, Action.HOLD);
    return actions;
  }

  private static Bar bar(int index, int open, int close) {
    BigDecimal first = BigDecimal.valueOf(open);
    BigDecimal last = BigDecimal.valueOf(close);
    return TestBars.minute(
        index, first, first.max(last), first.min(last), last, BigDecimal.ONE, BigDecimal.ONE);
  }

  private static Instant start(int index) {
    return TestBars.START.plusSeconds(60L * index);
  }

  private static BigDecimal third() {
    return BigDecimal.ONE.divide(BigDecimal.valueOf(3), MathContext.DECIMAL128);
  }
}
