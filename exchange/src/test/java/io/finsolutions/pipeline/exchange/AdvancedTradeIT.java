package io.finsolutions.pipeline.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.finsolutions.pipeline.exchange.oracle.PlainBar;
import io.finsolutions.pipeline.exchange.oracle.PlainBars;
import io.finsolutions.pipeline.exchange.tape.FixedTape;
import io.finsolutions.pipeline.market.Trade;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The quirks of the Advanced Trade API, over HTTP. */
class AdvancedTradeIT {
  private static final int COUNT = 3_000;
  private static final long START = Trades.START.getEpochSecond();

  private static ExchangeServer server;
  private static RestClient client;

  /** Three thousand trades, ten a second; the clock is far ahead of them at once. */
  @BeforeAll
  static void startServer() {
    server =
        new ExchangeServer(
            ExchangeSettings.defaults().withClock(ClockMode.TAPE).withSpeed(100_000),
            FixedTape.of(Trades.BTC_USD, Trades.sequence(COUNT, 100)));
    server.start();
    client = new RestClient(server.restUrl());
    Eventually.holds("the tape ends", server::hasEnded);
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @Test
  void tradesHaveTheFieldsOfTheRealAnswer() {
    JsonNode real = Fixtures.json("coinbase/rest_market_trades_btc_usdc_limit1_2024.json").get(0);
    JsonNode answer = ticker("BTC-USDC", "limit=1").json();
    assertThat(Fixtures.shape(answer)).isEqualTo(Fixtures.shape(real));
    assertThat(Fixtures.names(answer.path("trades").path(0)))
        .isEqualTo(Fixtures.names(real.path("trades").path(0)));
    assertThat(Fixtures.shape(answer.path("trades").path(0)))
        .isEqualTo(Fixtures.shape(real.path("trades").path(0)));
  }

  @Test
  void aTradeHasTheMakersSideAndNeitherBidNorAsk() {
    JsonNode trade = ticker("BTC-USD", "limit=1").json().path("trades").path(0);
    Trade truth = Trades.sequence(COUNT, 100).get(COUNT - 1);
    assertThat(trade.path("trade_id").asText()).isEqualTo("3000");
    assertThat(trade.path("side").asText()).isEqualTo(truth.makerSide().name());
    assertThat(trade.path("price").asText()).isEqualTo(truth.price().toPlainString());
    assertThat(trade.path("time").asText()).isEqualTo("2026-01-05T00:04:59.9Z");
    assertThat(trade.path("bid").asText()).isEmpty();
    assertThat(trade.path("ask").asText()).isEmpty();
  }

  @Test
  void withoutAWindowAHundredTradesAreAll() {
    assertThat(ticker("BTC-USD", "limit=1000").ids()).isEqualTo(down(3_000, 100));
    assertThat(ticker("BTC-USD", "limit=7&start=" + START).ids()).isEqualTo(down(3_000, 7));
  }

  @Test
  void ofAWindowTheNewestComeUpToTheLimit() {
    assertThat(window(0, 200, 1_000).ids()).isEqualTo(down(2_000, 1_000));
    assertThat(window(0, 5, 1_000).ids()).isEqualTo(down(50, 50));
    assertThat(window(600, 700, 10).ids()).isEmpty();
  }

  @Test
  void aLimitAboveAThousandBreaksTheServer() {
    assertThat(window(0, 200, 1_001).status()).isEqualTo(500);
  }

  @Test
  void withoutALimitTheRequestIsInvalid() {
    assertThat(ticker("BTC-USD", "").status()).isEqualTo(400);
    assertThat(ticker("BTC-USD", "limit=ten").status()).isEqualTo(400);
  }

  @Test
  void anAliasAnswersWithTheIdAskedFor() {
    JsonNode trades = ticker("BTC-USDC", "limit=100").json().path("trades");
    assertThat(trades).hasSize(100);
    assertThat(trades).allMatch(trade -> trade.path("product_id").asText().equals("BTC-USDC"));
  }

  @Test
  void anUnknownProductIsRefusedAsByTheRealExchange() {
    JsonNode real = Fixtures.json("coinbase/error_bodies.jsonl").get(0);
    RestClient.Answer answer = client.get(RestClient.PRODUCTS + "/NOPE-USD");
    assertThat(answer.status()).isEqualTo(real.path("status").asInt());
    assertThat(answer.json()).isEqualTo(real.path("body"));
    assertThat(ticker("NOPE-USD", "limit=1").status()).isEqualTo(404);
  }

  @Test
  void aProductHasTheFieldsOfTheRealOne() {
    JsonNode real = Fixtures.json("coinbase/rest_public_product_btc_usd_2026.json").get(0);
    JsonNode product = client.get(RestClient.PRODUCTS + "/BTC-USD").json();
    assertThat(Fixtures.names(product)).isEqualTo(Fixtures.names(real));
    assertThat(Fixtures.shape(product)).isEqualTo(Fixtures.shape(real));
    assertThat(product.path("alias_to").path(0).asText()).isEqualTo("BTC-USDC");
  }

  @Test
  void anAliasNamesTheRightProduct() {
    JsonNode product = client.get(RestClient.PRODUCTS + "/BTC-USDC").json();
    assertThat(product.path("alias").asText()).isEqualTo("BTC-USD");
    assertThat(product.path("alias_to")).isEmpty();
  }

  @Test
  void theListHasTheTradedTheAliasAndTheDelisted() {
    JsonNode list = client.get(RestClient.PRODUCTS + "?product_type=SPOT").json();
    assertThat(list.path("num_products").asInt()).isEqualTo(3);
    assertThat(list.path("products"))
        .extracting(product -> product.path("product_id").asText())
        .containsExactly("BTC-USD", "BTC-USDC", "LUNA-USD");
    assertThat(list.path("products").path(2).path("status").asText()).isEqualTo("delisted");
    assertThat(list.path("products").path(2).path("trading_disabled").asBoolean()).isTrue();
    assertThat(list.has("pagination")).isTrue();
  }

  @Test
  void theListCanBeCutAndPaged() {
    assertThat(
            client
                .get(RestClient.PRODUCTS + "?product_ids=BTC-USDC&product_ids=LUNA-USD")
                .json()
                .path("products"))
        .hasSize(2);
    assertThat(
            client
                .get(RestClient.PRODUCTS + "?limit=1&offset=1")
                .json()
                .path("products")
                .path(0)
                .path("product_id")
                .asText())
        .isEqualTo("BTC-USDC");
  }

  @Test
  void candlesAreThoseOfTheTradesNewestFirst() {
    List<PlainBar> truth = PlainBars.of(Trades.sequence(COUNT, 100), Duration.ofMinutes(1));
    JsonNode candles = candles(0, 600).json().path("candles");
    assertThat(candles).hasSameSizeAs(truth);
    JsonNode newest = candles.path(0);
    PlainBar last = truth.get(truth.size() - 1);
    assertThat(Fixtures.names(newest))
        .containsExactly("start", "low", "high", "open", "close", "volume");
    assertThat(newest.path("start").asText())
        .isEqualTo(Long.toString(last.start().getEpochSecond()));
    assertThat(newest.path("open").asText()).isEqualTo(last.open().toPlainString());
    assertThat(newest.path("high").asText()).isEqualTo(last.high().toPlainString());
    assertThat(newest.path("low").asText()).isEqualTo(last.low().toPlainString());
    assertThat(newest.path("close").asText()).isEqualTo(last.close().toPlainString());
    assertThat(newest.path("volume").asText()).isEqualTo(last.baseVolume().toPlainString());
  }

  @Test
  void emptyBucketsAreAbsent() {
    assertThat(candles(-600, 6_000).json().path("candles")).hasSize(5);
  }

  @Test
  void threeHundredAndFiftyCandlesAreTooMany() {
    JsonNode real = Fixtures.json("coinbase/error_bodies.jsonl").get(1);
    assertThat(candles(0, 349 * 60).status()).isEqualTo(200);
    RestClient.Answer refusal = candles(0, 350 * 60);
    assertThat(refusal.status()).isEqualTo(real.path("status").asInt());
    assertThat(refusal.json()).isEqualTo(real.path("body"));
  }

  @Test
  void theTimeIsThatOfTheTapesClockInStrings() {
    JsonNode time = client.get("/api/v3/brokerage/time").json();
    assertThat(Fixtures.shape(time))
        .containsExactlyInAnyOrder("iso:STRING", "epochSeconds:STRING", "epochMillis:STRING");
    assertThat(Instant.parse(time.path("iso").asText())).isAfter(Trades.START.plusSeconds(299));
  }

  @Test
  void olderPagesGoDownById() {
    assertThat(client.get("/products/BTC-USD/trades").ids()).isEqualTo(down(3_000, 1_000));
    assertThat(client.get("/products/BTC-USD/trades?limit=3&after=11").ids())
        .containsExactly(10L, 9L, 8L);
    assertThat(client.get("/products/BTC-USD/trades?after=3").ids()).containsExactly(2L, 1L);
    assertThat(client.get("/products/BTC-USD/trades?limit=5000").ids()).hasSize(1_000);
  }

  @Test
  void beforeGivesTheNewestPageAndNotTheNextOne() {
    assertThat(client.get("/products/BTC-USD/trades?limit=3&before=10").ids())
        .containsExactly(3_000L, 2_999L, 2_998L);
  }

  @Test
  void olderPagesHaveTheirOwnForm() {
    JsonNode trade = client.get("/products/BTC-USD/trades?limit=1").json().path(0);
    assertThat(Fixtures.shape(trade))
        .containsExactlyInAnyOrder(
            "trade_id:NUMBER", "side:STRING", "size:STRING", "price:STRING", "time:STRING");
    assertThat(trade.path("side").asText()).isIn("buy", "sell");
    assertThat(trade.path("size").asText()).isEqualTo("0.25000000");
    assertThat(client.get("/products/NOPE-USD/trades").status()).isEqualTo(404);
  }

  @Test
  void anAddressThatAsksTooOftenIsRefused() {
    try (ExchangeServer strict =
        new ExchangeServer(
            ExchangeSettings.defaults().withRequestsPerSecond(2).withClock(ClockMode.TAPE),
            FixedTape.of(Trades.BTC_USD, Trades.sequence(1, 1)))) {
      strict.start();
      RestClient hasty = new RestClient(strict.restUrl());
      List<Integer> statuses =
          LongStream.range(0, 20)
              .mapToObj(i -> hasty.get("/api/v3/brokerage/time").status())
              .toList();
      assertThat(statuses).contains(200, 429);
      assertThat(hasty.get("/stand-in/status").status()).isEqualTo(200);
    }
  }

  private static List<Long> down(long from, int count) {
    return LongStream.range(0, count).mapToObj(i -> from - i).toList();
  }

  private static RestClient.Answer ticker(String product, String query) {
    return client.get(RestClient.PRODUCTS + "/" + product + "/ticker?" + query);
  }

  private static RestClient.Answer window(long fromSecond, long toSecond, int limit) {
    return ticker(
        "BTC-USD",
        "limit=" + limit + "&start=" + (START + fromSecond) + "&end=" + (START + toSecond));
  }

  private static RestClient.Answer candles(long fromSecond, long toSecond) {
    return client.get(
        RestClient.PRODUCTS
            + "/BTC-USD/candles?granularity=ONE_MINUTE&start="
            + (START + fromSecond)
            + "&end="
            + (START + toSecond));
  }
}
