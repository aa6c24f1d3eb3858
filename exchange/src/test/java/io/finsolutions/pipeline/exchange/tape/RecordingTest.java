package io.finsolutions.pipeline.exchange.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finsolutions.pipeline.exchange.Fixtures;
import io.finsolutions.pipeline.exchange.Trades;
import io.finsolutions.pipeline.market.Origin;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradeJson;
import io.finsolutions.pipeline.market.TradeMessage;
import io.finsolutions.pipeline.market.TradingPair;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordingTest {
  private static final TradingPair BTC_USD = TradingPair.parse("BTC-USD");

  @Test
  void framesOfTheFeedArePlayedInTheOrderOfExecution() throws IOException {
    Tape tape =
        Recording.read(Fixtures.open("coinbase/ws_market_trades_snapshot_btc_usd.json"), BTC_USD);
    List<Trade> trades = tradesOf(tape);
    assertThat(trades).hasSize(100).isSortedAccordingTo(Trade.EXECUTION_ORDER);
    assertThat(trades.get(0).tradeId()).isEqualTo(1_100_253_388L);
  }

  @Test
  void otherProductsAndChannelsArePassedOver() throws IOException {
    InputStream frames =
        new SequenceInputStream(
            Fixtures.open("coinbase/ws_control_frames.jsonl"),
            Fixtures.open("coinbase/ws_market_trades_updates.jsonl"));
    assertThat(tradesOf(Recording.read(frames, TradingPair.parse("ETH-USD"))))
        .extracting(Trade::tradeId)
        .containsExactly(846_149_798L, 846_149_799L);
  }

  @Test
  void tradesOfTheTopicAreARecording() throws IOException {
    Trade trade = Trades.trade(7, 0);
    byte[] line = TradeJson.encode(new TradeMessage(trade, Origin.LIVE));
    assertThat(tradesOf(Recording.read(new ByteArrayInputStream(line), BTC_USD)))
        .containsExactly(trade);
  }

  @Test
  void itIsLiveFromTheEndOfASnapshot() throws IOException {
    String later =
        """
        {"trade_id":"1100253488","product_id":"BTC-USD","price":"83277.25","size":"1","side":"BUY",
         "time":"2026-09-30T02:39:55.5Z"}
        """;
    InputStream all =
        new SequenceInputStream(
            Fixtures.open("coinbase/ws_market_trades_snapshot_btc_usd.json"), stream(later));
    Tape tape = Recording.read(all, BTC_USD);
    assertThat(tape.liveFrom()).map(Object::toString).contains("2026-09-30T02:39:55.500Z");
  }

  @Test
  void aValueThatIsNoTradeIsNamed() {
    assertThatThrownBy(() -> Recording.read(stream("{\"channel\":\"x\"}\n{\"a\":1}"), BTC_USD))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("value 2")
        .hasMessageContaining("product_id");
  }

  @Test
  void aTornLineIsNamed() {
    assertThatThrownBy(() -> Recording.read(stream("{\"channel\":\"x\"}\n{\"a\":"), BTC_USD))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("value 2 is not JSON");
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<Trade> tradesOf(Tape tape) {
    List<Trade> trades = new ArrayList<>();
    tape.trades().forEachRemaining(trades::add);
    return trades;
  }
}
