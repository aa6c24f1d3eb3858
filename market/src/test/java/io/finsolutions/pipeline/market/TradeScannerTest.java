package io.finsolutions.pipeline.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TradeScannerTest {
  private static final String USUAL =
      """
      {"v":1,"product":"BTC-USD","trade_id":1100253487,"time":"2026-09-30T02:39:53.354654Z",\
      "price":"83277.25","size":"0.00000029","maker_side":"BUY","origin":"live"}\
      """;

  /** What is likely to be found where it should not be. */
  private static final byte[] LETTERS =
      "0123456789.,:-+eEzZTt \"{}\\u\n\u00e4".getBytes(StandardCharsets.ISO_8859_1);

  @Provide
  Arbitrary<TradeMessage> messages() {
    return TradeArbitraries.messages();
  }

  @Property
  void whatIsWrittenIsScannedOrLeftToTheParser(@ForAll("messages") TradeMessage message) {
    assertThat(TradeScanner.scan(TradeJson.encode(message))).isIn(message, null);
  }

  @Property(tries = 5_000)
  void whatIsScannedIsWhatTheParserReads(
      @ForAll("messages") TradeMessage message, @ForAll Random random) {
    byte[] bytes = TradeJson.encode(message);
    for (int changes = 1 + random.nextInt(2); changes > 0; changes--) {
      bytes = change(bytes, random);
    }
    requireSameAsParser(bytes);
  }

  @ParameterizedTest
  @CsvSource({
    "BTC-USD,BTC-USD",
    "BTC-USD,00-1INCH",
    "1100253487,999999999999999999",
    "53.354654Z,53Z",
    "53.354654Z,53.354Z",
    "53.354654Z,53.35Z",
    "53.354654Z,53.354654123Z",
    "83277.25,83277",
    "83277.25,123456789012345678",
    "0.00000029,0.10000000000000000",
    "BUY,SELL",
    "live,snapshot",
    "live,backfill"
  })
  void whatWeWriteIsScanned(String part, String other) throws MalformedTradeException {
    byte[] bytes = bytes(USUAL.replace(part, other));
    assertThat(TradeScanner.scan(bytes)).isNotNull().isEqualTo(TradeJson.parse(bytes));
  }

  @ParameterizedTest
  @CsvSource({
    "BTC-USD,BTCUSD",
    "BTC-USD,BTC-USDé",
    "1100253487,01100253487",
    "1100253487,-1",
    "1100253487,9999999999999999999",
    "2026-09-30T,2026-02-29T",
    "2026-09-30T,2026-13-30T",
    "02:39:53,24:00:00",
    "02:39:53,23:59:60",
    "02:39:53.354654Z,02:39Z",
    "53.354654Z,53.Z",
    "53.354654Z,53.3546541234Z",
    "53.354654Z,53.354654+00:00",
    "83277.25,.25",
    "83277.25,83277.",
    "83277.25,1e5",
    "83277.25,1234567890123456789",
    "BUY,buy",
    "live,LIVE"
  })
  void whatIsUnusualIsLeftToTheParser(String part, String other) {
    byte[] bytes = bytes(USUAL.replace(part, other));
    assertThat(TradeScanner.scan(bytes)).isNull();
    requireSameAsParser(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{}", "\"", "{\"v\":1,\"product\":\""})
  void whatEndsEarlyIsLeftToTheParser(String text) {
    assertThat(TradeScanner.scan(bytes(text))).isNull();
  }

  @Test
  void whatFollowsTheEndIsLeftToTheParser() {
    assertThat(TradeScanner.scan(bytes(USUAL + " "))).isNull();
  }

  @Test
  void aPairWhoseNameBeginsLikeTheLastOneIsAnother() {
    TradeScanner.scan(bytes(USUAL));
    assertThat(TradeScanner.scan(bytes(USUAL.replace("BTC-USD", "BTC-USDC"))).trade().product())
        .isEqualTo(TradingPair.parse("BTC-USDC"));
  }

  private static void requireSameAsParser(byte[] bytes) {
    TradeMessage scanned;
    try {
      scanned = TradeScanner.scan(bytes);
    } catch (IllegalArgumentException e) {
      assertThat(malformation(bytes)).isEqualTo(e.getMessage());
      return;
    }
    if (scanned != null) {
      assertThat(scanned).isEqualTo(parsed(bytes));
    }
  }

  private static TradeMessage parsed(byte[] bytes) {
    try {
      return TradeJson.parse(bytes);
    } catch (MalformedTradeException e) {
      throw new AssertionError("scanned, but malformed: " + e.getMessage(), e);
    }
  }

  private static String malformation(byte[] bytes) {
    try {
      return "read as " + TradeJson.parse(bytes);
    } catch (MalformedTradeException | IllegalArgumentException e) {
      return e.getMessage();
    }
  }

  private static byte[] change(byte[] bytes, Random random) {
    byte[] changed = bytes.clone();
    changed[random.nextInt(changed.length)] = LETTERS[random.nextInt(LETTERS.length)];
    return changed;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
