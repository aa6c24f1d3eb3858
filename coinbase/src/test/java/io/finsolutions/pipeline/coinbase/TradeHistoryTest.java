package io.finsolutions.pipeline.coinbase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finsolutions.pipeline.coinbase.InMemoryPages.WindowEnd;
import io.finsolutions.pipeline.market.IdRange;
import io.finsolutions.pipeline.market.Side;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradeIds;
import io.finsolutions.pipeline.market.TradingPair;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TradeHistoryTest {
  private static final TradingPair BTC_USD = TradingPair.parse("BTC-USD");
  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
  private static final long FIRST_ID = 5_000;

  private final List<Trade> delivered = new ArrayList<>();

  @ParameterizedTest
  @EnumSource
  void aSmallHoleTakesOneRequest(WindowEnd windowEnd) throws Exception {
    var pages = new InMemoryPages(tape(10, 10, 10), windowEnd);

    assertThat(fetch(pages, 5_005, 5_024).isEmpty()).isTrue();

    assertDelivered(5_005, 5_024);
    assertThat(pages.windowRequests()).isEqualTo(1);
    assertThat(pages.idRequests()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void moreTradesThanAPageHasAreReadByMovingTheEndOfTheWindow(WindowEnd windowEnd)
      throws Exception {
    var pages = new InMemoryPages(tape(400, 400, 400, 400, 400, 400, 400, 400), windowEnd);

    assertThat(fetch(pages, 5_001, 8_198).isEmpty()).isTrue();

    assertDelivered(5_001, 8_198);
    assertThat(pages.idRequests()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void moreTradesInOneSecondThanAPageHasAreReadById(WindowEnd windowEnd) throws Exception {
    var pages = new InMemoryPages(tape(5, 3_500, 20), windowEnd);

    assertThat(fetch(pages, 5_001, 8_523).isEmpty()).isTrue();

    assertDelivered(5_001, 8_523);
    assertThat(pages.idRequests()).isBetween(1, 4);
  }

  @Test
  void secondsBeforeOneThatIsTooFullAreReadWithoutPagesById() throws Exception {
    var pages = new InMemoryPages(tape(5, 7, 1_500, 20), WindowEnd.EXCLUSIVE).failPagesById();

    TradeIds missing = fetch(pages, 5_001, 6_530);

    assertThat(delivered).extracting(Trade::tradeId).contains(5_001L, 5_011L, 6_530L);
    assertThat(missing).isEqualTo(TradeIds.of(new IdRange(5_012, 5_511)));
  }

  @Test
  void idsThatTheWindowsLackAreAskedForById() throws Exception {
    var pages =
        new InMemoryPages(tape(10, 10, 10), WindowEnd.EXCLUSIVE)
            .hideFromWindows(5_007, 5_009)
            .hideFromWindows(5_020, 5_020);

    assertThat(fetch(pages, 5_005, 5_024).isEmpty()).isTrue();

    assertDelivered(5_005, 5_024);
    assertThat(pages.idRequests()).isEqualTo(1);
  }

  @Test
  void aHoleThatTheExchangeCannotFillIsReturned() throws Exception {
    var pages =
        new InMemoryPages(tape(10, 10, 10), WindowEnd.EXCLUSIVE)
            .hide(5_007, 5_009)
            .hide(5_020, 5_020);

    TradeIds missing = fetch(pages, 5_005, 5_024);

    assertThat(missing)
        .isEqualTo(TradeIds.of(new IdRange(5_007, 5_009), new IdRange(5_020, 5_020)));
    assertThat(delivered).hasSize(16);
  }

  @Test
  void wrongTimesAroundTheHoleDoNotMatter() throws Exception {
    var pages = new InMemoryPages(tape(10, 10, 10), WindowEnd.EXCLUSIVE);
    Instant elsewhere = START.plusSeconds(7_200);

    TradeIds missing =
        new TradeHistory(pages)
            .fetch(
                BTC_USD,
                new IdRange(5_005, 5_024),
                elsewhere.plusSeconds(60),
                elsewhere,
                delivered::addAll);

    assertThat(missing.isEmpty()).isTrue();
    assertDelivered(5_005, 5_024);
  }

  @Test
  void pagesByIdStandInForWindowsThatFail() throws Exception {
    var pages = new InMemoryPages(tape(900, 900, 900), WindowEnd.EXCLUSIVE).failWindows();

    assertThat(fetch(pages, 5_001, 7_698).isEmpty()).isTrue();

    assertDelivered(5_001, 7_698);
  }

  @Test
  void whereNeitherAnswersTheFirstFailureIsThrown() {
    var pages = new InMemoryPages(tape(10), WindowEnd.EXCLUSIVE).failWindows().failPagesById();

    assertThatThrownBy(() -> fetch(pages, 5_001, 5_008))
        .isInstanceOf(UnreachableException.class)
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
  }

  @Test
  void anExchangeThatAnswersTheSamePageForEverIsNotAskedForEver() throws Exception {
    List<Trade> newest = tape(1_000);
    TradePages stubborn =
        new TradePages() {
          @Override
          public TradePage between(TradingPair pair, Instant from, Instant to) {
            return new TradePage(newest, List.of());
          }

          @Override
          public TradePage below(TradingPair pair, long tradeId) {
            return new TradePage(newest, List.of());
          }

          @Override
          public TradePage newest(TradingPair pair) {
            return new TradePage(newest, List.of());
          }
        };

    TradeIds missing =
        new TradeHistory(stubborn)
            .fetch(
                BTC_USD,
                new IdRange(1, 100),
                START.minusSeconds(86_400),
                START.plusSeconds(86_400),
                delivered::addAll);

    assertThat(missing.count()).isEqualTo(100);
    assertThat(delivered).isEmpty();
    try (HistoryWalk walk = new HistoryWalk(stubborn, BTC_USD)) {
      assertThat(walk.firstTrade()).contains(newest.get(0));
      assertThat(walk.fetch(new IdRange(1, 100), arrived -> {}).trades()).isEmpty();
    }
  }

  @Test
  void fetchBetweenGivesEveryTradeOfAHalfOpenRange() throws Exception {
    var pages = new InMemoryPages(tape(700, 700, 700, 700, 700), WindowEnd.WHOLE_SECOND);

    List<Trade> trades =
        new TradeHistory(pages).fetchBetween(BTC_USD, START.plusSeconds(1), START.plusSeconds(4));

    assertIds(trades, 5_700, 7_799);
    assertThat(pages.idRequests()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void fetchBetweenReadsASecondThatIsTooFullById(WindowEnd windowEnd) throws Exception {
    var pages = new InMemoryPages(tape(3_000, 2_500, 100), windowEnd);

    List<Trade> trades =
        new TradeHistory(pages).fetchBetween(BTC_USD, START.plusSeconds(1), START.plusSeconds(3));

    assertIds(trades, 8_000, 10_599);
  }

  @Test
  void fetchBetweenDoesNotPassOffAPartAsTheWhole() {
    var pages = new InMemoryPages(tape(3_000, 10), WindowEnd.EXCLUSIVE).failPagesById();

    assertThatThrownBy(
            () -> new TradeHistory(pages).fetchBetween(BTC_USD, START, START.plusSeconds(2)))
        .isInstanceOf(CoinbaseException.class);
  }

  @Test
  void fetchBetweenAsksByIdForWhatTheWindowLacks() throws Exception {
    var pages = new InMemoryPages(tape(50, 50), WindowEnd.EXCLUSIVE).hideFromWindows(5_010, 5_020);

    assertIds(
        new TradeHistory(pages).fetchBetween(BTC_USD, START, START.plusSeconds(2)), 5_000, 5_099);
  }

  @Test
  void anEmptyRangeNeedsNoRequest() throws Exception {
    var pages = new InMemoryPages(tape(50), WindowEnd.EXCLUSIVE);

    assertThat(new TradeHistory(pages).fetchBetween(BTC_USD, START, START)).isEmpty();
    assertThat(pages.windowRequests()).isZero();
  }

  @Property(tries = 60)
  void eachWantedTradeIsDeliveredOnceOrReturnedAsMissing(
      @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 0, max = 2_200) Integer> perSecond,
      @ForAll @IntRange(min = 0, max = 9_999) int from,
      @ForAll @IntRange(min = 0, max = 9_999) int to,
      @ForAll @IntRange(min = 0, max = 9_999) int hiddenAt,
      @ForAll @IntRange(min = 0, max = 9_999) int hiddenFromWindowsAt,
      @ForAll WindowEnd windowEnd)
      throws Exception {
    delivered.clear();
    List<Trade> tape = tape(perSecond.stream().mapToInt(Integer::intValue).toArray());
    IdRange wanted = new IdRange(FIRST_ID + Math.min(from, to), FIRST_ID + Math.max(from, to));
    var pages =
        new InMemoryPages(tape, windowEnd)
            .hide(FIRST_ID + hiddenAt, FIRST_ID + hiddenAt + 50)
            .hideFromWindows(FIRST_ID + hiddenFromWindowsAt, FIRST_ID + hiddenFromWindowsAt + 500);
    TradeIds possible = new TradeIds();
    tape.forEach(trade -> possible.add(trade.tradeId()));
    possible.removeRange(FIRST_ID + hiddenAt, FIRST_ID + hiddenAt + 50);

    TradeIds missing =
        new TradeHistory(pages)
            .fetch(BTC_USD, wanted, START, START.plusSeconds(perSecond.size()), delivered::addAll);

    assertThat(missing).isEqualTo(possible.missingWithin(wanted.first(), wanted.last()));
    assertThat(delivered).doesNotHaveDuplicates();
    assertThat(delivered.size()).isEqualTo(wanted.count() - missing.count());
    assertThat(pages.windowRequests() + pages.idRequests()).isLessThan(60);
  }

  @Property(tries = 60)
  void fetchBetweenIsTheTapeBetween(
      @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 0, max = 2_200) Integer> perSecond,
      @ForAll @IntRange(min = 0, max = 6_000) int fromMillis,
      @ForAll @IntRange(min = 0, max = 6_000) int toMillis,
      @ForAll WindowEnd windowEnd)
      throws Exception {
    List<Trade> tape = tape(perSecond.stream().mapToInt(Integer::intValue).toArray());
    Instant from = START.plusMillis(Math.min(fromMillis, toMillis));
    Instant to = START.plusMillis(Math.max(fromMillis, toMillis));

    assertThat(new TradeHistory(new InMemoryPages(tape, windowEnd)).fetchBetween(BTC_USD, from, to))
        .isEqualTo(
            tape.stream()
                .filter(trade -> !trade.time().isBefore(from) && trade.time().isBefore(to))
                .toList());
  }

  private TradeIds fetch(TradePages pages, long first, long last) throws Exception {
    return new TradeHistory(pages)
        .fetch(BTC_USD, new IdRange(first, last), START, START.plusSeconds(9), delivered::addAll);
  }

  private void assertDelivered(long first, long last) {
    assertThat(delivered).doesNotHaveDuplicates();
    assertIds(delivered.stream().sorted(Trade.EXECUTION_ORDER).toList(), first, last);
  }

  private static void assertIds(List<Trade> trades, long first, long last) {
    TradeIds ids = new TradeIds();
    trades.forEach(trade -> ids.add(trade.tradeId()));
    assertThat(ids).isEqualTo(TradeIds.of(new IdRange(first, last)));
    assertThat(trades).hasSize((int) (last - first + 1)).isSortedAccordingTo(Trade.EXECUTION_ORDER);
  }

  /** Trades with ids from {@link #FIRST_ID} on, as many in each second as given. */
  private static List<Trade> tape(int... perSecond) {
    List<Trade> trades = new ArrayList<>();
    for (int second = 0; second < perSecond.length; second++) {
      for (int i = 0; i < perSecond[second]; i++) {
        trades.add(
            new Trade(
                BTC_USD,
                FIRST_ID + trades.size(),
                START.plusSeconds(second).plusNanos(i * (1_000_000_000L / perSecond[second])),
                BigDecimal.TEN,
                BigDecimal.ONE,
                Side.BUY));
      }
    }
    return trades;
  }
}
