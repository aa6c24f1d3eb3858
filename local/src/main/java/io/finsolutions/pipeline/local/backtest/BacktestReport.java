package io.finsolutions.pipeline.local.backtest;

import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.signals.Action;
import io.finsolutions.pipeline.signals.backtest.Backtest;
import io.finsolutions.pipeline.signals.backtest.BacktestResult;
import io.finsolutions.pipeline.signals.backtest.Outcome;
import io.finsolutions.pipeline.signals.backtest.RoundTrip;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * A back-test in lines for people.
 *
 * @param backtest what was followed
 * @param past what it was followed over
 * @param result what came of it
 */
public record BacktestReport(Backtest backtest, PastBars past, BacktestResult result) {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC);
  private static final BigDecimal PERCENT = BigDecimal.valueOf(100);
  private static final int TRIPS_SHOWN = 20;
  private static final String ROW = "%-22s %12s %14s";

  /** The lines, without the ends of lines. */
  public List<String> lines() {
    Bar first = result.bars().get(0);
    Bar last = result.bars().get(result.bars().size() - 1);
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s, bars of %s, %s, fee %s %% of each fill"
            .formatted(
                first.product(),
                first.width().label(),
                backtest.strategy().formula(),
                plain(backtest.fee().multiply(PERCENT))));
    lines.add(
        "%s to %s UTC, %d bars"
            .formatted(
                MINUTE.format(result.from()), MINUTE.format(last.end()), result.bars().size()));
    lines.add("from " + past.source());
    lines.add("");
    lines.addAll(table());
    lines.add("");
    lines.add(
        "signals: %d buy, %d sell, %d hold; each is acted on at the open of the next bar"
            .formatted(
                result.count(Action.BUY), result.count(Action.SELL), result.count(Action.HOLD)));
    lines.addAll(trips());
    lines.add("");
    lines.add("This is no advice.");
    lines.add(
        time(Duration.between(result.from(), last.end()))
            + " of the past prove nothing: prices, the volume that is to be had and luck will be"
            + " others.");
    return lines;
  }

  private List<String> table() {
    Outcome strategy = result.strategy();
    Outcome hold = result.hold();
    return List.of(
        ROW.formatted("", "strategy", "buy and hold"),
        ROW.formatted("return", signed(strategy.gain()), signed(hold.gain())),
        ROW.formatted("largest drawdown", percent(strategy.drawdown()), percent(hold.drawdown())),
        ROW.formatted("fees", percent(strategy.fees()), percent(hold.fees())),
        ROW.formatted("time in the market", percent(strategy.exposure()), percent(hold.exposure())),
        ROW.formatted("bought and sold", times(strategy), times(hold)),
        ROW.formatted("hit rate", hitRate(strategy), hitRate(hold)));
  }

  private List<String> trips() {
    List<RoundTrip> trips = result.strategy().roundTrips();
    List<String> lines = new ArrayList<>();
    if (trips.isEmpty()) {
      return lines;
    }
    String row = "%-18s %14s   %-18s %14s %10s";
    lines.add("");
    lines.add(row.formatted("bought", "for", "sold", "for", "gain"));
    for (RoundTrip trip : trips.subList(Math.max(0, trips.size() - TRIPS_SHOWN), trips.size())) {
      lines.add(
          row.formatted(
              MINUTE.format(trip.boughtAt()),
              plain(trip.boughtFor()),
              trip.open() ? "not yet" : MINUTE.format(trip.soldAt()),
              plain(trip.soldFor()),
              signed(trip.gain())));
    }
    if (trips.size() > TRIPS_SHOWN) {
      lines.add("and " + (trips.size() - TRIPS_SHOWN) + " before these");
    }
    return lines;
  }

  private static String time(Duration span) {
    return span.toDays() >= 2 ? span.toDays() + " days" : span.toHours() + " hours";
  }

  private static String times(Outcome outcome) {
    int count = outcome.roundTrips().size();
    return count == 1 ? "once" : count == 0 ? "never" : count + " times";
  }

  private static String hitRate(Outcome outcome) {
    int count = outcome.roundTrips().size();
    return count == 0
        ? "-"
        : percent(
            BigDecimal.valueOf(outcome.gained())
                .divide(BigDecimal.valueOf(count), 6, RoundingMode.HALF_UP));
  }

  private static String signed(BigDecimal part) {
    return part.signum() > 0 ? "+" + percent(part) : percent(part);
  }

  private static String percent(BigDecimal part) {
    return part.multiply(PERCENT).setScale(2, RoundingMode.HALF_UP).toPlainString() + " %";
  }

  private static String plain(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
  }
}
