package io.finsolutions.pipeline.coinbase;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.market.TradingPair;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedFrameScannerTest {
  private static final TradingPair BTC_USD = TradingPair.parse("BTC-USD");
  private static final TradingPair ETH_USD = TradingPair.parse("ETH-USD");
  private static final Instant RECEIVED = Instant.parse("2026-01-02T03:04:05Z");
  private static final String USUAL =
      Frames.market(
          7,
          Frames.event("update", Frames.trade(3), Frames.trade(1)),
          Frames.event("snapshot", Frames.trade(2).replace("BUY", "SELL")),
          Frames.event("update", Frames.trade(4)));

  /** What is likely to be found where it should not be. */
  private static final byte[] LETTERS =
      "0123456789.,:-+eEzZTt \"{}[]\\u\n\u00e4".getBytes(StandardCharsets.ISO_8859_1);

  @Test
  void whatTheExchangeSentIsScanned() throws Exception {
    requireScanned(BTC_USD, Fixtures.bytes("ws_market_trades_snapshot_btc_usd.json"));
    List<String> updates = Fixtures.lines("ws_market_trades_updates.jsonl");
    requireScanned(BTC_USD, bytes(updates.get(0)));
    requireScanned(ETH_USD, bytes(updates.get(1)));
  }

  @Test
  void severalEventsAreScanned() throws Exception {
    requireScanned(BTC_USD, bytes(USUAL));
  }

  @ParameterizedTest
  @CsvSource({
    "100.5,100",
    "100.5,007.50",
    "0.25,0.123456789012",
    "53.788396861Z,53Z",
    "\"trade_id\":\"3\",\"trade_id\":\"999999999999999999\"",
    "'\"client_id\":\"\",',''",
  })
  void whatTheExchangeMayWriteIsScanned(String part, String other) throws Exception {
    assertThat(USUAL).contains(part);
    requireScanned(BTC_USD, bytes(USUAL.replace(part, other)));
  }

  @ParameterizedTest
  @CsvSource({
    "100.5,-1",
    "100.5,0",
    "100.5,1e5",
    "100.5,1234567890123456789",
    "\"trade_id\":\"3\",\"trade_id\":\"03\"",
    "\"trade_id\":\"3\",\"trade_id\":\"0\"",
    "\"trade_id\":\"3\",\"trade_id\":3",
    "\"sequence_num\":7,\"sequence_num\":07",
    "\"sequence_num\":7,\"sequence_num\":\"7\"",
    "\"update\",\"novelty\"",
    "BTC-USD,ETH-USD",
    "2026-09-30T,2026-02-29T",
    "2026-09-30T02:39:53.788396861Z,1969-12-31T23:59:59Z",
    "BUY,buy",
    "market_trades,heartbeats",
    "'{\"type\"','{ \"type\"'",
    "]}]},']}]} '",
    "]}]},]}",
    "'\"trades\":[','\"trades\":[],\"more\":['",
  })
  void whatIsUnusualIsLeftToTheParser(String part, String other) {
    assertThat(USUAL).contains(part);
    assertThat(new FeedFrameScanner(BTC_USD).scan(bytes(USUAL.replace(part, other)))).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{\"channel\":\"market_trades\",", "[]"})
  void whatEndsEarlyIsLeftToTheParser(String frame) {
    assertThat(new FeedFrameScanner(BTC_USD).scan(bytes(frame))).isNull();
  }

  @Property(tries = 20_000)
  void whatIsScannedIsWhatTheParserReads(@ForAll Random random) throws Exception {
    byte[] frame = bytes(USUAL);
    for (int changes = 1 + random.nextInt(2); changes > 0; changes--) {
      frame[random.nextInt(frame.length)] = LETTERS[random.nextInt(LETTERS.length)];
    }
    FeedMessage.Trades scanned = new FeedFrameScanner(BTC_USD).scan(frame);
    if (scanned != null) {
      assertThat(scanned).isEqualTo(parsed(BTC_USD, frame));
    }
  }

  private static void requireScanned(TradingPair product, byte[] frame) throws UnreadableException {
    assertThat(new FeedFrameScanner(product).scan(frame))
        .isNotNull()
        .isEqualTo(parsed(product, frame));
  }

  private static FeedMessage parsed(TradingPair product, byte[] frame) throws UnreadableException {
    return new FeedFrameDecoder(product).parse(frame, RECEIVED);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
