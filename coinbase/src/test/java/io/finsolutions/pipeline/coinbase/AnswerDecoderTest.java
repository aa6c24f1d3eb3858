package io.finsolutions.pipeline.coinbase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finsolutions.pipeline.market.Side;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradingPair;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AnswerDecoderTest {
  private static final TradingPair BTC_USD = TradingPair.parse("BTC-USD");
  private static final TradingPair BTC_USDC = TradingPair.parse("BTC-USDC");
  private static final byte[] PRODUCT = Fixtures.bytes("rest_public_product_btc_usd_2026.json");
  private static final byte[] TRADES =
      Fixtures.bytes("rest_market_trades_btc_usdc_limit1_2024.json");

  @Test
  void readsARecordedProduct() throws Exception {
    assertThat(AnswerDecoder.product(PRODUCT))
        .isEqualTo(ProductTest.BTC_USD)
        .satisfies(product -> assertThat(product.whyNotTradable()).isEmpty());
  }

  @Test
  void readsARecordedPageOfTrades() throws Exception {
    TradePage page = AnswerDecoder.trades(TRADES, BTC_USDC);

    Trade trade =
        new Trade(
            BTC_USDC,
            635541194,
            Instant.parse("2024-04-24T09:56:38.063595Z"),
            new BigDecimal("66363.03"),
            new BigDecimal("0.03720194"),
            Side.BUY);
    assertThat(page).isEqualTo(new TradePage(List.of(trade), List.of()));
    assertThat(trade.takerSide()).isEqualTo(Side.SELL);
  }

  @Test
  void aPageOfTheAdvancedTradeApiHoldsTheTradesOfItsProductOnly() throws Exception {
    TradePage page = AnswerDecoder.trades(TRADES, BTC_USD);

    assertThat(page.trades()).isEmpty();
    assertThat(page.rows()).isEqualTo(1);
    assertThat(page.rejected().get(0).detail()).contains("BTC-USDC").contains("BTC-USD");
  }

  @Test
  void aPageOfTheExchangeApiNamesNoProductAndWritesItsSidesSmall() throws Exception {
    TradePage page =
        AnswerDecoder.exchangeTrades(
            utf8(
                """
                [{"trade_id":74,"side":"sell","size":"0.01","price":"10.0000",
                  "time":"2014-11-07T22:19:28.578544Z"},
                 {"trade_id":73,"side":"buy","size":"0.02","price":"9.5",
                  "time":"2014-11-07T01:08:43.642366Z"},
                 {"trade_id":72}]
                """),
            BTC_USD);

    assertThat(page.trades()).extracting(Trade::tradeId).containsExactly(73L, 74L);
    assertThat(page.trades()).extracting(Trade::makerSide).containsExactly(Side.BUY, Side.SELL);
    assertThat(page.rows()).isEqualTo(3);
    assertThat(page.lowestId()).hasValue(73);
  }

  @Test
  void readsCandles() throws Exception {
    byte[] body =
        utf8(
            """
            {"candles":[{"start":"1639508100","low":"140.21","high":"142","open":"140.5",
              "close":"141.9","volume":"56437345.25"}]}
            """);

    assertThat(AnswerDecoder.candles(body))
        .containsExactly(
            new Candle(
                Instant.ofEpochSecond(1639508100),
                new BigDecimal("140.5"),
                new BigDecimal("142"),
                new BigDecimal("140.21"),
                new BigDecimal("141.9"),
                new BigDecimal("56437345.25")));
  }

  @Test
  void readsTheTimeOfDay() throws Exception {
    byte[] body =
        utf8(
            """
            {"iso":"2026-02-03T04:05:06Z","epochSeconds":"1770091506","epochMillis":"1770091506789"}
            """);

    assertThat(AnswerDecoder.serverTime(body)).isEqualTo(Instant.ofEpochMilli(1770091506789L));
  }

  @Test
  void aProductWhoseNameIsNoPairIsPassedOverInAList() throws Exception {
    byte[] body =
        utf8(
            """
            {"products":[{"product_id":"BIT-31JAN25-CDE"},{"product_id":"ETH-USD","alias":null},7],
             "num_products":3}
            """);

    assertThat(AnswerDecoder.products(body))
        .extracting(Product::pair)
        .containsExactly(TradingPair.parse("ETH-USD"));
  }

  @Test
  void somethingElseIsNoAnswer() {
    byte[] html = utf8("<html>down for maintenance</html>");

    assertThatThrownBy(() -> AnswerDecoder.product(html)).isInstanceOf(UnreadableException.class);
    assertThatThrownBy(() -> AnswerDecoder.products(utf8("{}")))
        .isInstanceOf(UnreadableException.class)
        .hasMessageContaining("products");
    assertThatThrownBy(() -> AnswerDecoder.exchangeTrades(utf8("{}"), BTC_USD))
        .isInstanceOf(UnreadableException.class);
  }

  @Property
  void anyBytesAreAnAnswerOrAReject(@ForAll byte[] body) {
    readAll(body);
  }

  @Property(tries = 300)
  void anyCutOfAnAnswerIsRejected(@ForAll @IntRange(min = 0, max = 1_268) int length) {
    byte[] cut = Arrays.copyOf(PRODUCT, length);
    assertThatThrownBy(() -> AnswerDecoder.product(cut)).isInstanceOf(UnreadableException.class);
    byte[] trades = Arrays.copyOf(TRADES, Math.min(length, TRADES.length - 1));
    assertThatThrownBy(() -> AnswerDecoder.trades(trades, BTC_USDC))
        .isInstanceOf(UnreadableException.class);
  }

  @Property(tries = 500)
  void anAnswerWithAnyByteChangedIsAnAnswerOrAReject(
      @ForAll @IntRange(min = 0, max = 1_268) int position, @ForAll byte value) {
    byte[] product = PRODUCT.clone();
    product[position] = value;
    readAll(product);
    byte[] trades = TRADES.clone();
    trades[position % trades.length] = value;
    readAll(trades);
  }

  private static void readAll(byte[] body) {
    List<Reading> readings =
        List.of(
            AnswerDecoder::product,
            AnswerDecoder::products,
            AnswerDecoder::candles,
            AnswerDecoder::serverTime,
            b -> AnswerDecoder.trades(b, BTC_USD),
            b -> AnswerDecoder.exchangeTrades(b, BTC_USD));
    for (Reading reading : readings) {
      try {
        assertThat(reading.read(body)).isNotNull();
      } catch (UnreadableException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    }
    assertThat(ErrorBody.inWords(body)).isNotBlank().hasSizeLessThanOrEqualTo(200);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private interface Reading {
    Object read(byte[] body) throws UnreadableException;
  }
}
