package io.finsolutions.pipeline.producer.flow;

import static io.finsolutions.pipeline.producer.flow.Trades.PRODUCT;
import static io.finsolutions.pipeline.producer.flow.Trades.time;
import static io.finsolutions.pipeline.producer.flow.Trades.trade;
import static io.finsolutions.pipeline.producer.flow.Trades.trades;
import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.market.IdRange;
import io.finsolutions.pipeline.market.RejectReason;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradeIds;
import io.finsolutions.pipeline.market.TradingPair;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TradeLedgerTest {
  private static final Instant NOW = time(10_000);

  private final TradeLedger ledger = new TradeLedger(PRODUCT, 100);

  @Test
  void aTradeSeenTwiceIsFreshOnce() {
    assertThat(ledger.takeFromFeed(trades(1, 3), NOW).fresh()).isEqualTo(trades(1, 3));

    Intake again = ledger.takeFromFeed(trades(2, 4), NOW);

    assertThat(again.fresh()).containsExactly(trade(4));
    assertThat(again.duplicates()).isEqualTo(2);
  }

  @Test
  void aJumpInIdsIsAHole() {
    ledger.takeFromFeed(trades(1, 3), NOW);
    ledger.takeFromFeed(trades(7, 9), NOW);

    assertThat(ledger.missing()).isEqualTo(TradeIds.of(new IdRange(4, 6)));
    assertThat(ledger.timeBelow(3)).isBeforeOrEqualTo(time(4));
    assertThat(ledger.timeAbove(7)).isAfterOrEqualTo(time(6));
  }

  @Test
  void aTradeOfTheTopicIsNotFresh() {
    trades(1, 5).forEach(ledger::restore);

    assertThat(ledger.takeFromFeed(trades(4, 7), NOW).fresh()).isEqualTo(trades(6, 7));
  }

  @Test
  void beforeItsStartNothingIsFresh() {
    trades(50, 60).forEach(ledger::restore);
    ledger.fixStart();

    Intake older = ledger.takeFromFeed(trades(40, 50), NOW);

    assertThat(older.fresh()).isEmpty();
    assertThat(older.duplicates()).isEqualTo(11);
    assertThat(ledger.missing().isEmpty()).isTrue();
  }

  @Test
  void tradesThatAreNumberedAnewAreRejectedAndNotTakenForOldOnes() {
    TradeLedger small = new TradeLedger(PRODUCT, 1);
    trades(50, 60).forEach(small::restore);
    small.fixStart();

    Intake anew =
        small.takeFromFeed(
            List.of(Trades.at(40, time(66), "100"), Trades.at(55, time(67), "100")), NOW);

    assertThat(anew.fresh()).isEmpty();
    assertThat(anew.duplicates()).isZero();
    assertThat(anew.rejected())
        .extracting(RejectedTrade::reason)
        .containsExactly(RejectReason.IMPLAUSIBLE_ID, RejectReason.IMPLAUSIBLE_ID);
    assertThat(anew.rejected().get(0).detail())
        .contains("not above the highest, 60")
        .contains("start the pipeline with new topics and a new database");
  }

  @Test
  void untilItsStartIsFixedOlderTradesAreFresh() {
    ledger.takeFromFeed(trades(50, 60), NOW);

    assertThat(ledger.takeFromHistory(trades(45, 51), NOW).fresh()).isEqualTo(trades(45, 49));
    assertThat(ledger.lowestTime()).isEqualTo(time(45));
  }

  @Test
  void anotherTradeOfTheSameIdIsRejectedAndTheFirstCounts() {
    ledger.takeFromFeed(trades(1, 3), NOW);

    Intake conflicting = ledger.takeFromFeed(List.of(trade(2, "999")), NOW);

    assertThat(conflicting.fresh()).isEmpty();
    assertThat(conflicting.rejected())
        .extracting(RejectedTrade::reason)
        .containsExactly(RejectReason.CONFLICTING_DUPLICATE);
    assertThat(ledger.takeFromFeed(List.of(trade(2)), NOW).duplicates()).isEqualTo(1);
  }

  @Test
  void whenItsContentIsForgottenATradeOfAKnownIdIsADuplicate() {
    ledger.takeFromFeed(trades(1, 200), NOW);

    assertThat(ledger.takeFromFeed(List.of(trade(2, "999")), NOW).duplicates()).isEqualTo(1);
  }

  @Test
  void aTradeOfTheFutureLeavesAHoleThatTheHistoryFills() {
    ledger.takeFromFeed(trades(1, 3), time(3));
    Trade future = Trades.at(4, time(30), "100");

    Intake intake = ledger.takeFromFeed(List.of(future), time(4));
    ledger.takeFromFeed(List.of(trade(5)), time(5));

    assertThat(intake.rejected())
        .extracting(RejectedTrade::reason)
        .containsExactly(RejectReason.FUTURE_DATED);
    assertThat(ledger.missing()).isEqualTo(TradeIds.of(new IdRange(4, 4)));
    assertThat(ledger.takeFromHistory(List.of(trade(4)), time(6)).fresh())
        .containsExactly(trade(4));
    assertThat(ledger.missing().isEmpty()).isTrue();
  }

  @Test
  void anIdThatNoExchangeWouldJumpToIsRejectedAndMakesNoHole() {
    ledger.takeFromFeed(trades(1, 3), NOW);
    Trade absurd = Trades.at(1_000_000_000_000_000L, time(4), "100");

    Intake intake = ledger.takeFromFeed(List.of(trade(4), absurd, trade(5)), NOW);

    assertThat(intake.fresh()).containsExactly(trade(4), trade(5));
    assertThat(intake.rejected())
        .singleElement()
        .satisfies(
            rejected -> {
              assertThat(rejected.reason()).isEqualTo(RejectReason.IMPLAUSIBLE_ID);
              assertThat(rejected.detail())
                  .contains("more than 10000000 above the highest")
                  .contains("start the pipeline with new topics and a new database");
            });
    assertThat(ledger.missing().isEmpty()).isTrue();
    assertThat(ledger.highest()).hasValue(5);
  }

  @Test
  void anAbsurdIdInTheFirstMessageIsRejectedToo() {
    Trade absurd = Trades.at(Long.MAX_VALUE, time(0), "100");

    assertThat(ledger.takeFromFeed(List.of(absurd, trade(4), trade(5)), NOW).fresh())
        .containsExactly(trade(4), trade(5));
  }

  @Test
  void aLongOutageIsNoJump() {
    ledger.takeFromFeed(trades(1, 3), NOW);

    long far = 3 + TradeLedger.LONGEST_JUMP;
    assertThat(ledger.takeFromFeed(List.of(Trades.at(far, time(9), "1")), NOW).fresh()).hasSize(1);
  }

  @Test
  void theHistoryMayNotComeFromTheFutureEither() {
    Intake intake = ledger.takeFromHistory(List.of(trade(500)), time(300));

    assertThat(intake.rejected())
        .extracting(RejectedTrade::reason)
        .containsExactly(RejectReason.FUTURE_DATED);
  }

  @Test
  void aTradeOfAnotherProductIsRejected() {
    Trade other =
        new Trade(
            TradingPair.parse("ETH-USD"),
            4,
            time(4),
            trade(4).price(),
            trade(4).size(),
            trade(4).makerSide());

    assertThat(ledger.takeFromFeed(List.of(other), NOW).rejected())
        .extracting(RejectedTrade::reason)
        .containsExactly(RejectReason.OTHER_PRODUCT);
  }

  @Test
  void aTradeThatWasTakenBackIsMissingAndFreshAgain() {
    ledger.takeFromFeed(trades(1, 5), NOW);

    ledger.takeBack(5);
    ledger.takeBack(1);

    assertThat(ledger.missing()).isEqualTo(TradeIds.of(new IdRange(1, 1), new IdRange(5, 5)));
    assertThat(ledger.takeFromHistory(List.of(trade(5, "101")), NOW).fresh()).hasSize(1);
  }

  @Test
  void whatIsGivenUpIsNotMissingButStillFreshIfItComes() {
    ledger.takeFromFeed(trades(1, 3), NOW);
    ledger.takeFromFeed(trades(7, 9), NOW);

    assertThat(ledger.giveUpBefore(time(5)).isEmpty()).isTrue();
    assertThat(ledger.giveUpBefore(time(1_000))).isEqualTo(TradeIds.of(new IdRange(4, 6)));

    assertThat(ledger.missing().isEmpty()).isTrue();
    assertThat(ledger.takeFromFeed(List.of(trade(5)), NOW).fresh()).containsExactly(trade(5));
  }
}
