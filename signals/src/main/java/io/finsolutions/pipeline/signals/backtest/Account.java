package io.finsolutions.pipeline.signals.backtest;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One unit of quote currency, all of which is either money or invested. What it is worth is noted
 * at the end of each bar.
 */
final class Account {
  private static final MathContext PRECISION = MathContext.DECIMAL128;

  private final BigDecimal fee;
  private final BigDecimal kept;
  private final List<RoundTrip> roundTrips = new ArrayList<>();
  private final List<BigDecimal> worth = new ArrayList<>();
  private BigDecimal money = BigDecimal.ONE;
  private BigDecimal invested = BigDecimal.ZERO;
  private BigDecimal fees = BigDecimal.ZERO;
  private Instant boughtAt;
  private BigDecimal boughtFor;
  private int barsInvested;

  Account(BigDecimal fee) {
    this.fee = fee;
    this.kept = BigDecimal.ONE.subtract(fee);
  }

  boolean isInvested() {
    return invested.signum() > 0;
  }

  void buy(Instant time, BigDecimal price) {
    boughtAt = time;
    boughtFor = price;
    fees = fees.add(money.multiply(fee, PRECISION));
    invested = money.multiply(kept, PRECISION).divide(price, PRECISION);
    money = BigDecimal.ZERO;
  }

  void sell(Instant time, BigDecimal price) {
    end(time, price, false);
  }

  /** What was never sold counts as sold for the last price, less the fee. */
  void close(Instant time, BigDecimal price) {
    if (isInvested()) {
      end(time, price, true);
      worth.set(worth.size() - 1, money);
    }
  }

  private void end(Instant time, BigDecimal price, boolean open) {
    BigDecimal value = invested.multiply(price, PRECISION);
    fees = fees.add(value.multiply(fee, PRECISION));
    money = value.multiply(kept, PRECISION);
    invested = BigDecimal.ZERO;
    roundTrips.add(new RoundTrip(boughtAt, boughtFor, time, price, fee, open));
  }

  /** A bar has ended. */
  void note(BigDecimal price) {
    worth.add(money.add(invested.multiply(price, PRECISION)));
    barsInvested += isInvested() ? 1 : 0;
  }

  Outcome outcome() {
    return new Outcome(
        List.copyOf(roundTrips),
        List.copyOf(worth),
        fees,
        BigDecimal.valueOf(barsInvested).divide(BigDecimal.valueOf(worth.size()), PRECISION));
  }
}
