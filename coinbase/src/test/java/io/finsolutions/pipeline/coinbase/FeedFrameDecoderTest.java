package io.finsolutions.pipeline.coinbase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradingPair;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedFrameDecoderTest {
  private static final TradingPair BTC_USD = TradingPair.parse("BTC-USD");
  private static final Instant RECEIVED = Instant.parse("2026-01-02T03:04:05Z");
  private static final byte[] SNAPSHOT = Fixtures.bytes("ws_market_trades_snapshot_btc_usd.json");

  private final FeedFrameDecoder decoder = new FeedFrameDecoder(BTC_USD);

  @Test
  void allTradesOfAllEventsAreReadAndSorted() throws Exception {
    var message =
        trades(
            Frames.market(
                3,
                Frames.event("update", Frames.trade(12), Frames.trade(11)),
                Frames.event("snapshot", Frames.trade(9), Frames.trade(8)),
                Frames.event("update", Frames.trade(10))));

    assertThat(message.sequence()).isEqualTo(OptionalLong.of(3));
    assertThat(message.snapshot()).extracting(Trade::tradeId).containsExactly(8L, 9L);
    assertThat(message.updates()).extracting(Trade::tradeId).containsExactly(10L, 11L, 12L);
    assertThat(message.rejected()).isEmpty();
  }

  @Test
  void anExactDecimalStaysExact() throws Exception {
    String trade = Frames.trade(1).replace("\"100.5\"", "\"12345678901234.000000000000000001\"");

    assertThat(trades(Frames.market(0, Frames.event("update", trade))).updates().get(0).price())
        .isEqualTo(new BigDecimal("12345678901234.000000000000000001"));
  }

  @Test
  void numbersAreUnderstoodWithAndWithoutQuotes() throws Exception {
    String trade =
        Frames.trade(7)
            .replace("\"trade_id\":\"7\"", "\"trade_id\":7")
            .replace("\"100.5\"", "0.100000000000000055");

    Trade read = trades(Frames.market(0, Frames.event("update", trade))).updates().get(0);

    assertThat(read.tradeId()).isEqualTo(7);
    assertThat(read.price()).isEqualTo(new BigDecimal("0.100000000000000055"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"time\":\"0001-01-01T00:00:00Z\"",
        "\"time\":\"yesterday\"",
        "\"time\":null",
        "\"price\":\"-1\"",
        "\"price\":\"0\"",
        "\"price\":\"NaN\"",
        "\"price\":\"1E+999999999\"",
        "\"price\":\"1E-999999999\"",
        "\"price\":1E+999999999",
        "\"size\":\"\"",
        "\"size\":{}",
        "\"side\":\"UNKNOWN_ORDER_SIDE\"",
        "\"trade_id\":\"0\"",
        "\"trade_id\":\"99999999999999999999\"",
        "\"trade_id\":1.5",
        "\"product_id\":\"ETH-USD\"",
        "\"product_id\":null",
      })
  void aTradeThatCannotBeReadIsRejectedAndTheOthersAreNot(String field) throws Exception {
    String name = field.substring(0, field.indexOf(':') + 1);
    String bad =
        Frames.trade(2).replaceFirst(name + "(\"[^\"]*\"|[^,}]*)", Matcher.quoteReplacement(field));
    assertThat(bad).contains(field);

    var message = trades(Frames.market(0, Frames.event("update", Frames.trade(1), bad)));

    assertThat(message.updates()).extracting(Trade::tradeId).containsExactly(1L);
    assertThat(message.rejected()).hasSize(1);
    assertThat(message.rejected().get(0).detail()).isNotBlank();
    assertThat(new String(message.rejected().get(0).json(), StandardCharsets.UTF_8))
        .startsWith("{");
  }

  @Test
  void aTradeOfAnotherProductSaysSo() throws Exception {
    String other = Frames.trade(2).replace("BTC-USD", "ETH-USD");

    assertThat(trades(Frames.market(0, Frames.event("update", other))).rejected())
        .extracting(RejectedTrade::detail)
        .containsExactly("it is a trade of ETH-USD, not of BTC-USD");
  }

  @Test
  void anEventOfAnUnknownKindIsRejectedAndTheOthersAreNot() throws Exception {
    var message =
        trades(
            Frames.market(
                0,
                Frames.event("novelty", Frames.trade(1)),
                "{\"type\":\"update\"}",
                "7",
                Frames.event("update", Frames.trade(2))));

    assertThat(message.updates()).extracting(Trade::tradeId).containsExactly(2L);
    assertThat(message.rejected()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"nonsense\"", "null", "17", "\"0001-01-01T00:00:00Z\""})
  void anEnvelopeWithoutAPossibleTimeCountsAsSentWhenItCame(String timestamp) throws Exception {
    String frame =
        Frames.market(0, Frames.event("update", Frames.trade(1)))
            .replace("\"" + Frames.SENT_AT + "\"", timestamp);

    assertThat(trades(frame).sentAt()).isEqualTo(RECEIVED);
    assertThat(trades(frame).updates()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "{",
        "{}{}",
        "{\"channel\":\"market_trades\"}",
        "{\"channel\":\"market_trades\",\"events\":{}}"
      })
  void whatIsNoMessageIsRejectedAsAWhole(String frame) {
    assertThatThrownBy(() -> decode(frame)).isInstanceOf(UnreadableException.class);
  }

  @Test
  void unknownChannelsAndTypesAreNotAnError() throws Exception {
    assertThat(decode("{\"channel\":\"status\",\"sequence_num\":4,\"events\":7}"))
        .isEqualTo(new FeedMessage.Other(OptionalLong.of(4), "status"));
    assertThat(decode("{\"type\":\"greeting\"}"))
        .isEqualTo(new FeedMessage.Other(OptionalLong.empty(), "greeting"));
  }

  @Test
  void anErrorIsReadInWords() throws Exception {
    assertThat(decode("{\"type\":\"error\",\"message\":\"authentication failure\"}"))
        .isEqualTo(new FeedMessage.Refusal(OptionalLong.empty(), "authentication failure"));
  }

  @Test
  void aFrameThatIsTooLongIsRejected() {
    byte[] frame = new byte[FeedFrameDecoder.MAX_FRAME_BYTES + 1];
    Arrays.fill(frame, (byte) ' ');

    assertThatThrownBy(() -> decoder.decode(frame, RECEIVED))
        .isInstanceOf(UnreadableException.class)
        .hasMessageContaining("bytes");
  }

  @Test
  void aFrameInWhichAFieldIsThereTwiceIsRejected() {
    String twice = Frames.trade(2).replaceFirst("}$", ",\"price\":\"1\"}");

    assertThatThrownBy(() -> trades(Frames.market(0, Frames.event("update", twice))))
        .isInstanceOf(UnreadableException.class);
  }

  @Test
  void deepNestingAndHugeNumbersAreRejectedAtOnce() {
    String deep = "[".repeat(100_000);
    String digits = "9".repeat(100_000);

    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> {
          for (String bad : List.of(deep, digits, "1e999999999", "\"" + digits + "\"")) {
            String frame =
                Frames.market(0, Frames.event("update", Frames.trade(1)))
                    .replaceFirst("\"price\":\"[^\"]*\"", "\"price\":" + bad);
            try {
              assertThat(trades(frame).rejected()).hasSize(1);
            } catch (UnreadableException e) {
              assertThat(e).hasMessageMatching("(?s).+");
            }
          }
        });
  }

  @Property
  void anyBytesAreAMessageOrAReject(@ForAll byte[] frame) {
    decodeOrReject(frame);
  }

  @Property(tries = 300)
  void anyCutOfAFrameIsRejected(@ForAll @IntRange(min = 0, max = 13_000) int length) {
    assertThat(decodeOrReject(Arrays.copyOf(SNAPSHOT, length))).isFalse();
  }

  @Property(tries = 500)
  void aFrameWithAnyByteChangedIsAMessageOrAReject(
      @ForAll @IntRange(min = 0, max = 13_000) int position, @ForAll byte value) {
    byte[] frame = SNAPSHOT.clone();
    frame[position] = value;
    decodeOrReject(frame);
  }

  private boolean decodeOrReject(byte[] frame) {
    try {
      return decoder.decode(frame, RECEIVED) != null;
    } catch (UnreadableException e) {
      assertThat(e).hasMessageMatching("(?s).+");
      return false;
    }
  }

  private FeedMessage.Trades trades(String frame) throws UnreadableException {
    return (FeedMessage.Trades) decode(frame);
  }

  private FeedMessage decode(String frame) throws UnreadableException {
    return decoder.decode(frame.getBytes(StandardCharsets.UTF_8), RECEIVED);
  }
}
