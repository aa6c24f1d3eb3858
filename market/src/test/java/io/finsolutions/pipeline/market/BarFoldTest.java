package io.finsolutions.pipeline.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BarFoldTest {
  @Provide
  Arbitrary<List<Trade>> trades() {
    return TradeArbitraries.trades();
  }

  @Property
  void barsAreWhatAddingUpByHandGives(
      @ForAll("trades") List<Trade> trades, @ForAll BarWidth width) {
    assertThat(OracleBars.rowsOf(fold(width, trades))).isEqualTo(OracleBars.of(trades, width));
  }

  @Property
  void theOrderOfTradesDoesNotMatter(
      @ForAll("trades") List<Trade> trades, @ForAll BarWidth width, @ForAll Random random) {
    List<Trade> shuffled = new ArrayList<>(trades);
    Collections.shuffle(shuffled, random);

    assertThat(fold(width, shuffled)).isEqualTo(fold(width, trades));
  }

  @Property
  void tradesFoldedInGroupsMergeToTheBarsOfThemAll(
      @ForAll("trades") List<Trade> trades,
      @ForAll BarWidth width,
      @ForAll @IntRange(min = 1, max = 6) int groups,
      @ForAll Random random) {
    List<Bar> parts = foldApart(width, trades, groups, random);

    assertThat(foldBars(width, parts)).isEqualTo(fold(width, trades));
  }

  @Property
  void foldsOfGroupsAddedUpAreTheFoldOfAllTrades(
      @ForAll("trades") List<Trade> trades,
      @ForAll BarWidth width,
      @ForAll @IntRange(min = 1, max = 6) int groups,
      @ForAll Random random) {
    List<BarFold> folds = Stream.generate(() -> new BarFold(width)).limit(groups).toList();
    trades.forEach(trade -> folds.get(random.nextInt(groups)).add(trade));
    BarFold all = new BarFold(width);
    folds.forEach(all::addAll);

    assertThat(all.bars()).isEqualTo(fold(width, trades));
  }

  @Property
  void foldingBarsIntoCoarserOnesIsFoldingTheirTrades(
      @ForAll("trades") List<Trade> trades,
      @ForAll BarWidth fine,
      @ForAll BarWidth coarse,
      @ForAll @IntRange(min = 1, max = 6) int groups,
      @ForAll Random random) {
    if (coarse.compareTo(fine) < 0) {
      return;
    }
    List<Bar> parts = foldApart(fine, trades, groups, random);

    assertThat(foldBars(coarse, parts)).isEqualTo(fold(coarse, trades));
  }

  @Property
  void barsRolledUpThroughEveryWidthAreThoseOfTheTrades(@ForAll("trades") List<Trade> trades) {
    List<Bar> bars = fold(BarWidth.SECOND, trades);
    for (BarWidth width : BarWidth.values()) {
      bars = foldBars(width, bars);
      assertThat(OracleBars.rowsOf(bars)).isEqualTo(OracleBars.of(trades, width));
    }
  }

  @Property
  void barsAndTradesFoldTogether(
      @ForAll("trades") List<Trade> trades, @ForAll BarWidth width, @ForAll Random random) {
    BarFold fold = new BarFold(width);
    List<Trade> asBars = new ArrayList<>();
    for (Trade trade : trades) {
      if (random.nextBoolean()) {
        asBars.add(trade);
      } else {
        fold.add(trade);
      }
    }
    fold(BarWidth.SECOND, asBars).forEach(fold::add);

    assertThat(fold.bars()).isEqualTo(fold(width, trades));
  }

  @Property
  void tradesSeenAnyNumberOfTimesAreCountedOnce(
      @ForAll("trades") List<Trade> trades, @ForAll BarWidth width, @ForAll Random random) {
    List<Trade> repeated = new ArrayList<>();
    for (Trade trade : trades) {
      repeated.addAll(Collections.nCopies(1 + random.nextInt(4), trade));
    }
    Collections.shuffle(repeated, random);
    Map<TradingPair, TradeIds> seen = new HashMap<>();
    BarFold fold = new BarFold(width);
    for (Trade trade : repeated) {
      if (seen.computeIfAbsent(trade.product(), product -> new TradeIds()).add(trade.tradeId())) {
        fold.add(trade);
      }
    }

    assertThat(fold.bars()).isEqualTo(fold(width, trades));
  }

  @Property
  void barsComeByStartAndThenByProduct(
      @ForAll("trades") List<Trade> trades, @ForAll BarWidth width) {
    assertThat(fold(width, trades))
        .isSortedAccordingTo(Bar.BY_START)
        .allSatisfy(bar -> assertThat(bar.width()).isEqualTo(width));
  }

  @Test
  void tradesOfOneMicrosecondAreInTheOrderOfTheirIds() {
    BarFold fold = new BarFold(BarWidth.SECOND);
    fold.add(Trades.trade(12, "2026-09-30T02:39:53.092724Z", "102", "1", Side.BUY));
    fold.add(Trades.trade(10, "2026-09-30T02:39:53.092724Z", "100", "1", Side.BUY));
    fold.add(Trades.trade(11, "2026-09-30T02:39:53.092724Z", "101", "1", Side.BUY));

    assertThat(fold.bars())
        .singleElement()
        .satisfies(
            bar -> {
              assertThat(bar.open()).isEqualTo("100");
              assertThat(bar.close()).isEqualTo("102");
              assertThat(bar.firstTradeId()).isEqualTo(10);
              assertThat(bar.lastTradeId()).isEqualTo(12);
            });
  }

  @Test
  void timeGoesBeforeIdWhereTheExchangeNumberedTradesOutOfOrder() {
    BarFold fold = new BarFold(BarWidth.SECOND);
    fold.add(Trades.trade(10, "2026-09-30T02:39:53.000002Z", "100", "1", Side.BUY));
    fold.add(Trades.trade(11, "2026-09-30T02:39:53.000001Z", "101", "1", Side.BUY));

    assertThat(fold.bars())
        .singleElement()
        .satisfies(
            bar -> {
              assertThat(bar.firstTradeId()).isEqualTo(11);
              assertThat(bar.lastTradeId()).isEqualTo(10);
              assertThat(bar.open()).isEqualTo("101");
              assertThat(bar.close()).isEqualTo("100");
            });
  }

  @Test
  void aTradeIsABuyWhenItsTakerBought() {
    BarFold fold = new BarFold(BarWidth.SECOND);
    fold.add(Trades.trade(1, "2026-09-30T02:39:53Z", "100", "0.25", Side.SELL));

    assertThat(fold.bars())
        .singleElement()
        .satisfies(
            bar -> {
              assertThat(bar.buys()).isOne();
              assertThat(bar.sells()).isZero();
              assertThat(bar.buyVolume()).isEqualTo("0.25");
              assertThat(bar.sellVolume()).isEqualTo("0");
            });
  }

  @Test
  void aTradeOnTheBoundaryBelongsToTheBarThatStartsThere() {
    BarFold fold = new BarFold(BarWidth.SECOND);
    fold.add(Trades.trade(1, "2026-09-30T02:39:53.999999Z", "100", "1", Side.BUY));
    fold.add(Trades.trade(2, "2026-09-30T02:39:54Z", "100", "1", Side.BUY));

    assertThat(fold.bars())
        .extracting(bar -> bar.start().toString())
        .containsExactly("2026-09-30T02:39:53Z", "2026-09-30T02:39:54Z");
  }

  @Test
  void sumsKeepEveryDigit() {
    BarFold fold = new BarFold(BarWidth.DAY);
    fold.add(
        Trades.trade(
            1,
            "2026-09-30T00:00:00Z",
            "99999999999999999999.999999999999999999",
            "0.000000000000000001",
            Side.BUY));
    fold.add(Trades.trade(2, "2026-09-30T00:00:01Z", "0.000000000000000001", "0.1", Side.BUY));

    assertThat(fold.bars())
        .singleElement()
        .satisfies(
            bar -> {
              assertThat(bar.quoteVolume()).isEqualTo("100.000000000000000000099999999999999999");
              assertThat(bar.priceSum()).isEqualTo("100000000000000000000");
              assertThat(bar.baseVolume()).isEqualTo("0.100000000000000001");
            });
  }

  @Test
  void aFoldWithoutTradesHasNoBars() {
    BarFold fold = new BarFold(BarWidth.MINUTE);

    assertThat(fold.isEmpty()).isTrue();
    assertThat(fold.bars()).isEmpty();
  }

  @Test
  void aCoarserBarIsRefusedAndLeavesTheFoldAsItWas() {
    Bar minute =
        fold(
                BarWidth.MINUTE,
                List.of(Trades.trade(1, "2026-09-30T02:39:53Z", "100", "1", Side.BUY)))
            .get(0);
    BarFold seconds = new BarFold(BarWidth.SECOND);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> seconds.add(minute))
        .withMessageContaining("MINUTE")
        .withMessageContaining("SECOND");
    assertThat(seconds.isEmpty()).isTrue();
  }

  private static List<Bar> fold(BarWidth width, List<Trade> trades) {
    BarFold fold = new BarFold(width);
    trades.forEach(fold::add);
    return fold.bars();
  }

  private static List<Bar> foldBars(BarWidth width, List<Bar> bars) {
    BarFold fold = new BarFold(width);
    bars.forEach(fold::add);
    return fold.bars();
  }

  /** The bars of each of some groups of the trades, in no order. */
  private static List<Bar> foldApart(
      BarWidth width, List<Trade> trades, int groups, Random random) {
    List<BarFold> folds = new ArrayList<>();
    for (int i = 0; i < groups; i++) {
      folds.add(new BarFold(width));
    }
    trades.forEach(trade -> folds.get(random.nextInt(groups)).add(trade));
    List<Bar> parts = new ArrayList<>();
    folds.forEach(fold -> parts.addAll(fold.bars()));
    Collections.shuffle(parts, random);
    return parts;
  }
}
