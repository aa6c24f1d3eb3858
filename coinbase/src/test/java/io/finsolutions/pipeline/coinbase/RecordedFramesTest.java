package io.finsolutions.pipeline.coinbase;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.market.Side;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradingPair;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecordedFramesTest {
  private static final TradingPair BTC_USD = TradingPair.parse("BTC-USD");
  private static final TradingPair ETH_USD = TradingPair.parse("ETH-USD");

  @Test
  void theSnapshotHasAHundredConsecutiveTradesOldestFirst() throws Exception {
    var snapshot = snapshot();

    assertThat(snapshot.sequence()).isEqualTo(OptionalLong.of(8));
    assertThat(snapshot.sentAt()).isEqualTo(Instant.parse("2026-09-30T02:39:53.788396861Z"));
    assertThat(snapshot.updates()).isEmpty();
    assertThat(snapshot.rejected()).isEmpty();
    assertThat(snapshot.snapshot())
        .extracting(Trade::tradeId)
        .containsExactlyElementsOf(LongStream.rangeClosed(1100253388, 1100253487).boxed().toList());
    assertThat(snapshot.snapshot().get(99))
        .isEqualTo(
            new Trade(
                BTC_USD,
                1100253487,
                Instant.parse("2026-09-30T02:39:53.354654Z"),
                new BigDecimal("83277.25"),
                new BigDecimal("0.00000029"),
                Side.BUY));
  }

  /** With one tick of spread, the higher price is the ask: who trades there is a buyer. */
  @Test
  void theTakerOfATradeAtTheAskIsTheBuyer() throws Exception {
    List<Trade> trades = snapshot().snapshot();

    assertThat(tradeOf(trades, 1100253481).price()).isEqualTo(new BigDecimal("83277.26"));
    assertThat(tradeOf(trades, 1100253481).takerSide()).isEqualTo(Side.BUY);
    assertThat(tradeOf(trades, 1100253480).price()).isEqualTo(new BigDecimal("83277.25"));
    assertThat(tradeOf(trades, 1100253480).takerSide()).isEqualTo(Side.SELL);
  }

  /** An order that eats several levels of the book at once pays more and more, or gets less. */
  @Test
  void sweepsMoveThePriceInTheDirectionOfTheTaker() throws Exception {
    List<Trade> trades = snapshot().snapshot();
    int moves = 0;
    for (int i = 1; i < trades.size(); i++) {
      Trade before = trades.get(i - 1);
      Trade after = trades.get(i);
      int move = after.price().compareTo(before.price());
      if (before.time().equals(after.time())
          && before.takerSide() == after.takerSide()
          && move != 0) {
        moves++;
        assertThat(move > 0 ? Side.BUY : Side.SELL).isEqualTo(after.takerSide());
      }
    }
    assertThat(moves).isPositive();
  }

  @Test
  void updatesWithOneAndWithTwoTradesAreReadWhole() throws Exception {
    List<String> frames = Fixtures.lines("ws_market_trades_updates.jsonl");

    var one = (FeedMessage.Trades) decode(BTC_USD, frames.get(0));
    assertThat(one.updates()).extracting(Trade::tradeId).containsExactly(699871154L);
    assertThat(one.updates().get(0).takerSide()).isEqualTo(Side.SELL);

    var two = (FeedMessage.Trades) decode(ETH_USD, frames.get(1));
    assertThat(two.updates()).extracting(Trade::tradeId).containsExactly(846149798L, 846149799L);
    assertThat(two.updates()).extracting(Trade::takerSide).containsExactly(Side.BUY, Side.SELL);
    assertThat(two.rejected()).isEmpty();
  }

  @Test
  void controlFramesAreReadForWhatTheyAre() throws Exception {
    List<String> frames = Fixtures.lines("ws_control_frames.jsonl");

    var acknowledgement = (FeedMessage.Subscriptions) decode(BTC_USD, frames.get(2));
    assertThat(acknowledgement.sequence()).isEqualTo(OptionalLong.of(11));
    assertThat(acknowledgement.products())
        .containsEntry("market_trades", Set.of("BTC-USD", "ETH-USD"))
        .containsEntry("heartbeats", Set.of("heartbeats"));
    assertThat(((FeedMessage.Subscriptions) decode(BTC_USD, frames.get(0))).products())
        .doesNotContainKey("market_trades");
    assertThat(decode(BTC_USD, frames.get(3)))
        .isEqualTo(new FeedMessage.Other(OptionalLong.of(15), "l2_data"));
    assertThat(decode(BTC_USD, frames.get(4)))
        .isEqualTo(new FeedMessage.Heartbeat(OptionalLong.of(29)));
  }

  private static FeedMessage.Trades snapshot() throws UnreadableException {
    byte[] frame = Fixtures.bytes("ws_market_trades_snapshot_btc_usd.json");
    return (FeedMessage.Trades) new FeedFrameDecoder(BTC_USD).decode(frame, Instant.EPOCH);
  }

  private static FeedMessage decode(TradingPair product, String frame) throws UnreadableException {
    return new FeedFrameDecoder(product)
        .decode(frame.getBytes(StandardCharsets.UTF_8), Instant.EPOCH);
  }

  private static Trade tradeOf(List<Trade> trades, long id) {
    return trades.stream().filter(trade -> trade.tradeId() == id).findFirst().orElseThrow();
  }
}
