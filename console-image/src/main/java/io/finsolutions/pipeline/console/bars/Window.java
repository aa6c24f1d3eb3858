package io.finsolutions.pipeline.console.bars;

import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.store.BarStore;
import io.finsolutions.pipeline.store.StoredBar;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The statistics of a stretch of time that may begin and end at any second.
 *
 * @param from its first instant
 * @param to the first instant that is no longer in it
 * @param bars what was traded in it: bars of several widths, ascending, one or more
 */
public record Window(Instant from, Instant to, List<StoredBar> bars) {
  private static final int PERCENT_DIGITS = 4;

  /** Coarse bars inside, finer ones at both ends. Empty if nothing was traded. */
  public static Optional<Window> read(BarStore store, TradingPair product, Instant from, Instant to)
      throws SQLException {
    List<StoredBar> bars = new ArrayList<>();
    collect(
        store, product, List.of(BarWidth.HOUR, BarWidth.MINUTE, BarWidth.SECOND), from, to, bars);
    return bars.isEmpty() ? Optional.empty() : Optional.of(new Window(from, to, bars));
  }

  private static void collect(
      BarStore store,
      TradingPair product,
      List<BarWidth> widths,
      Instant from,
      Instant to,
      List<StoredBar> bars)
      throws SQLException {
    if (!from.isBefore(to)) {
      return;
    }
    BarWidth width = widths.get(0);
    if (width == BarWidth.SECOND) {
      bars.addAll(store.bars(product, width, from, to, Integer.MAX_VALUE));
      return;
    }
    List<BarWidth> finer = widths.subList(1, widths.size());
    Instant first = width.startOf(from);
    if (first.isBefore(from)) {
      first = first.plus(width.duration());
    }
    Instant last = width.startOf(to);
    if (!first.isBefore(last)) {
      collect(store, product, finer, from, to, bars);
      return;
    }
    collect(store, product, finer, from, first, bars);
    bars.addAll(store.bars(product, width, first, last, Integer.MAX_VALUE));
    collect(store, product, finer, last, to, bars);
  }

  /** Number of trades. */
  public long trades() {
    return all().mapToLong(Bar::trades).sum();
  }

  /** Number of trades whose taker bought. */
  public long buys() {
    return all().mapToLong(Bar::buys).sum();
  }

  /** Sizes in base currency. */
  public BigDecimal baseVolume() {
    return all().map(Bar::baseVolume).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Sizes of the buys in base currency. */
  public BigDecimal buyVolume() {
    return all().map(Bar::buyVolume).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Sizes times prices in quote currency. */
  public BigDecimal quoteVolume() {
    return all().map(Bar::quoteVolume).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** The average price, weighted by volume. */
  public BigDecimal vwap() {
    return quoteVolume()
        .divide(baseVolume(), Bar.AVERAGE_FRACTION_DIGITS, RoundingMode.HALF_UP)
        .stripTrailingZeros();
  }

  /** The first price. */
  public BigDecimal open() {
    return bars.get(0).bar().open();
  }

  /** The last price. */
  public BigDecimal close() {
    return bars.get(bars.size() - 1).bar().close();
  }

  /** The highest price. */
  public BigDecimal high() {
    return all().map(Bar::high).reduce(BigDecimal::max).orElseThrow();
  }

  /** The lowest price. */
  public BigDecimal low() {
    return all().map(Bar::low).reduce(BigDecimal::min).orElseThrow();
  }

  /** The last price less the first one. */
  public BigDecimal change() {
    return close().subtract(open());
  }

  /** The change in hundredths of the first price. */
  public BigDecimal changePercent() {
    return change().movePointRight(2).divide(open(), PERCENT_DIGITS, RoundingMode.HALF_UP);
  }

  /** Whether every bar of it is final. */
  public boolean isFinal() {
    return bars.stream().allMatch(StoredBar::isFinal);
  }

  private Stream<Bar> all() {
    return bars.stream().map(StoredBar::bar);
  }
}
