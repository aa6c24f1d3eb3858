package io.finsolutions.pipeline.signals.backtest;

import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.signals.Action;
import io.finsolutions.pipeline.signals.Signal;
import io.finsolutions.pipeline.signals.Strategy;
import java.math.BigDecimal;
import java.util.List;

/**
 * Follows a strategy over bars of the past, bar by bar.
 *
 * <p>It judges at the end of a bar and acts at the open of the next one, the first price that there
 * is after what it knows. It buys with all its money, or sells all it has; it never borrows, and
 * never goes short. What it cannot know is whether that much could have been bought for the price,
 * and what its own orders would have done to it.
 *
 * @param strategy what is followed
 * @param fee what the exchange keeps of each fill, as a part of it, from 0 to below 1
 */
public record Backtest(Strategy strategy, BigDecimal fee) {
  /** How many bars are needed besides those that the strategy looks at: one to act in. */
  public static final int BARS_TO_ACT = 1;

  /** Checks the fee. */
  public Backtest {
    if (fee.signum() < 0 || fee.compareTo(BigDecimal.ONE) >= 0) {
      throw new IllegalArgumentException("a fee of " + fee + " is not from 0 to below 1");
    }
  }

  /**
   * Follows the strategy, and beside it buys at the first moment at which the strategy can act and
   * holds.
   *
   * @param bars ascending, of one product and width, as for {@link Strategy#judge}
   * @param first the index of the first bar to judge at; those before are only looked at
   * @throws IllegalArgumentException if there is no bar behind the first that can be judged
   */
  public BacktestResult over(List<Bar> bars, int first) {
    int judged = Math.max(first, strategy.lookback() - 1);
    if (judged + BARS_TO_ACT >= bars.size()) {
      throw new IllegalArgumentException(
          "there are %d bars, and %d are needed: %s looks at %d, and acts in the next"
              .formatted(
                  bars.size(), judged + BARS_TO_ACT + 1, strategy.formula(), strategy.lookback()));
    }
    List<Signal> signals = strategy.judgeFrom(judged, bars);
    List<Bar> actedIn = bars.subList(judged + BARS_TO_ACT, bars.size());
    return new BacktestResult(
        bars.get(judged).end(), signals, follow(signals, actedIn), hold(actedIn), actedIn);
  }

  private Outcome follow(List<Signal> signals, List<Bar> bars) {
    Account account = new Account(fee);
    for (int i = 0; i < bars.size(); i++) {
      Bar bar = bars.get(i);
      // Given at the end of the bar before this one.
      Action action = signals.get(i).action();
      if (action == Action.BUY && !account.isInvested()) {
        account.buy(bar.start(), bar.open());
      } else if (action == Action.SELL && account.isInvested()) {
        account.sell(bar.start(), bar.open());
      }
      account.note(bar.close());
    }
    return closed(account, bars);
  }

  private Outcome hold(List<Bar> bars) {
    Account account = new Account(fee);
    account.buy(bars.get(0).start(), bars.get(0).open());
    bars.forEach(bar -> account.note(bar.close()));
    return closed(account, bars);
  }

  private static Outcome closed(Account account, List<Bar> bars) {
    Bar last = bars.get(bars.size() - 1);
    account.close(last.end(), last.close());
    return account.outcome();
  }
}
