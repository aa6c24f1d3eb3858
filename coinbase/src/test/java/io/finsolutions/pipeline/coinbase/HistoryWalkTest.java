package io.finsolutions.pipeline.coinbase;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class HistoryWalkTest {
  private static final TradingPair BTC_USD = TradingPair.parse("BTC-USD");
  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

  @Property(tries = 200)
  void theIdsOfASpanHoldAllItsTradesAndFewOthers(
      @ForAll @LongRange(min = 1, max = 1_000_000) long firstId,
      @ForAll @IntRange(min = 1, max = 5_000) int count,
      @ForAll @IntRange(min = -100, max = 6_000) int from,
      @ForAll @IntRange(min = 1, max = 3_000) int length,
      @ForAll long seed)
      throws Exception {
    List<Trade> trades = disordered(firstId, count, seed);
    Instant start = START.plusSeconds(from);
    Instant end = start.plusSeconds(length);

    Optional<IdRange> ids;
    try (HistoryWalk walk = walk(new InMemoryPages(trades, WindowEnd.EXCLUSIVE))) {
      ids = walk.idsBetween(start, end);
    }

    assertThat(trades)
        .filteredOn(t -> !t.time().isBefore(start) && t.time().isBefore(end))
        .allMatch(t -> ids.isPresent() && contains(ids.get(), t.tradeId()));
    assertThat(trades)
        .filteredOn(
            t -> t.time().isBefore(start.minusSeconds(3)) || !t.time().isBefore(end.plusSeconds(3)))
        .noneMatch(t -> ids.isPresent() && contains(ids.get(), t.tradeId()));
  }

  @Test
  void theFirstIdIsFoundAmongABillionWithSomeDozensOfRequests() throws Exception {
    InMemoryPages pages = new InMemoryPages(disordered(900_000_000, 3_000, 7), WindowEnd.EXCLUSIVE);
    try (HistoryWalk walk = walk(pages)) {
      assertThat(walk.firstTrade().map(Trade::tradeId)).contains(900_000_000L);
      assertThat(walk.idsBetween(START.minusSeconds(50), START.plusSeconds(9_000)))
          .contains(new IdRange(900_000_000, 900_002_999));
    }
    assertThat(pages.idRequests()).isLessThan(80);
  }

  @Test
  void aProductWithoutATradeHasNoHistory() throws Exception {
    try (HistoryWalk walk = walk(new InMemoryPages(List.of(), WindowEnd.EXCLUSIVE))) {
      assertThat(walk.firstTrade()).isEmpty();
      assertThat(walk.idsBetween(START, START.plusSeconds(1))).isEmpty();
    }
  }

  @Test
  void aRunOfIdsTakesARequestForEachThousand() throws Exception {
    InMemoryPages pages = new InMemoryPages(disordered(1, 9_000, 3), WindowEnd.EXCLUSIVE);
    try (HistoryWalk walk = walk(pages)) {
      HistoryPiece piece = walk.fetch(new IdRange(501, 7_700), arrived -> {});

      assertThat(piece.missing().isEmpty()).isTrue();
      assertThat(piece.trades()).extracting(Trade::tradeId).isSorted().hasSize(7_200);
      assertThat(piece.trades().get(0).tradeId()).isEqualTo(501);
    }
    assertThat(pages.idRequests()).isEqualTo(8);
  }

  @Test
  void whatThePagesDoNotHaveIsMissingAndWhatIsBeyondIsPassedOver() throws Exception {
    InMemoryPages pages =
        new InMemoryPages(disordered(1, 5_000, 3), WindowEnd.EXCLUSIVE)
            .hide(1_500, 1_502)
            .hide(2_000, 2_000);
    try (HistoryWalk walk = walk(pages)) {
      HistoryPiece piece = walk.fetch(new IdRange(1_001, 2_000), arrived -> {});

      assertThat(piece.missing())
          .isEqualTo(TradeIds.of(new IdRange(1_500, 1_502), new IdRange(2_000, 2_000)));
      assertThat(piece.trades())
          .hasSize(996)
          .allMatch(t -> t.tradeId() >= 1_001 && t.tradeId() <= 2_000);
    }
    // Each hole was asked for twice more.
    assertThat(pages.idRequests()).isEqualTo(5);
  }

  private static HistoryWalk walk(InMemoryPages pages) {
    return new HistoryWalk(pages, BTC_USD);
  }

  private static boolean contains(IdRange ids, long id) {
    return ids.first() <= id && id <= ids.last();
  }

  /** A trade a second or so, each up to almost a second away from its place in the order. */
  private static List<Trade> disordered(long firstId, int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Trade> trades = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      trades.add(
          new Trade(
              BTC_USD,
              firstId + i,
              START.plusMillis(i * 700L + random.nextInt(-400, 400)),
              BigDecimal.TEN,
              BigDecimal.ONE,
              Side.BUY));
    }
    return trades;
  }
}
