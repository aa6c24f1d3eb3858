package io.finsolutions.pipeline.coinbase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.SignedJWT;
import io.finsolutions.pipeline.market.IdRange;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradingPair;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoinbaseRestTest {
  private static final TradingPair BTC_USD = TradingPair.parse("BTC-USD");
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final String TIME =
      "{\"iso\":\"\",\"epochSeconds\":\"1770091506\",\"epochMillis\":\"1770091506789\"}";

  private final MockWebServer server = new MockWebServer();
  private final ManualTime time = new ManualTime();
  private final List<String> rejected = new ArrayList<>();
  private CoinbaseSettings settings;
  private CoinbaseRest rest;

  @BeforeEach
  void start() throws Exception {
    server.start(InetAddress.getLoopbackAddress(), 0);
    URI http = URI.create("http://127.0.0.1:" + server.getPort());
    settings =
        CoinbaseSettings.of(
                new CoinbaseEndpoints(
                    http, http.resolve("/exchange"), URI.create("ws://127.0.0.1:1")))
            .withRequestTimeout(Duration.ofSeconds(5));
    rest = client(settings);
  }

  @AfterEach
  void stop() {
    rest.close();
    server.close();
  }

  @Test
  void asksForFreshAnswersOnThePublicPaths() throws Exception {
    answer(
        200,
        new String(
            Fixtures.bytes("rest_public_product_btc_usd_2026.json"), StandardCharsets.UTF_8));

    assertThat(rest.product(BTC_USD)).isEqualTo(ProductTest.BTC_USD);

    RecordedRequest request = server.takeRequest();
    assertThat(request.getTarget()).isEqualTo("/api/v3/brokerage/market/products/BTC-USD");
    assertThat(request.getHeaders().get("Cache-Control")).isEqualTo("no-cache");
    assertThat(request.getHeaders().get("User-Agent")).isNotBlank();
    assertThat(request.getHeaders().get("Authorization")).isNull();
  }

  @Test
  void aKeySignsEachRequestToTheAdvancedTradeApiOnly() throws Exception {
    CdpKey key = CdpKey.parse("key", Base64.getEncoder().encodeToString(new byte[32]));
    try (CoinbaseRest signed = client(settings.withCdpKey(key))) {
      answer(200, "{\"trades\":[]}");
      signed.tradesBetween(BTC_USD, NOW, NOW.plusSeconds(1), 10);
      answer(200, "[]");
      signed.tradesBelow(BTC_USD, 7, 10);
    }

    RecordedRequest request = server.takeRequest();
    String token = request.getHeaders().get("Authorization").substring("Bearer ".length());
    assertThat(request.getTarget()).startsWith("/api/v3/brokerage/products/BTC-USD/ticker?");
    assertThat(SignedJWT.parse(token).getJWTClaimsSet().getStringClaim("uri"))
        .isEqualTo(
            "GET 127.0.0.1:" + server.getPort() + "/api/v3/brokerage/products/BTC-USD/ticker");
    assertThat(server.takeRequest().getHeaders().get("Authorization")).isNull();
  }

  @Test
  void aWindowIsAskedForInWholeSecondsAndReadOldestFirst() throws Exception {
    answer(200, "{\"trades\":[" + Frames.trade(3) + "," + Frames.trade(2) + "],\"best_bid\":\"\"}");

    List<Trade> trades =
        rest.tradesBetween(
            BTC_USD, Instant.ofEpochMilli(100_900), Instant.ofEpochMilli(103_100), 1_000);

    assertThat(trades).extracting(Trade::tradeId).containsExactly(2L, 3L);
    assertThat(server.takeRequest().getTarget())
        .isEqualTo("/api/v3/brokerage/market/products/BTC-USD/ticker?limit=1000&start=100&end=104");
  }

  @Test
  void tradesBelowAnIdComeFromTheExchangeApi() throws Exception {
    answer(200, "[" + Frames.trade(5) + "," + Frames.trade(4) + "]");

    assertThat(rest.tradesBelow(BTC_USD, 6, 2)).extracting(Trade::tradeId).containsExactly(4L, 5L);
    assertThat(server.takeRequest().getTarget())
        .isEqualTo("/exchange/products/BTC-USD/trades?limit=2&after=6");
  }

  @Test
  void aPastTradeThatCannotBeReadIsReportedAndTheOthersDelivered() throws Exception {
    answer(200, "{\"trades\":[" + Frames.trade(3) + ",{\"trade_id\":\"2\"}]}");

    assertThat(rest.tradesBetween(BTC_USD, NOW, NOW.plusSeconds(1), 10)).hasSize(1);
    assertThat(rejected).hasSize(1);
    assertThat(rejected.get(0)).startsWith("{\"trade_id\":\"2\"}");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 1_001})
  void pagesThatTheExchangeCannotGiveAreNotAskedFor(int limit) {
    assertThatThrownBy(() -> rest.tradesBetween(BTC_USD, NOW, NOW.plusSeconds(1), limit))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> rest.tradesBelow(BTC_USD, 10, limit))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void productsAreReadPageByPageUntilNothingNewComes() throws Exception {
    answer(200, "{\"products\":[{\"product_id\":\"BTC-USD\"},{\"product_id\":\"ETH-USD\"}]}");
    answer(200, "{\"products\":[{\"product_id\":\"SOL-USD\"}]}");
    answer(200, "{\"products\":[]}");

    assertThat(rest.products())
        .extracting(product -> product.pair().toString())
        .containsExactly("BTC-USD", "ETH-USD", "SOL-USD");
    assertThat(server.takeRequest().getTarget())
        .isEqualTo("/api/v3/brokerage/market/products?product_type=SPOT&limit=1000&offset=0");
    assertThat(server.takeRequest().getTarget()).endsWith("offset=2");
    assertThat(server.takeRequest().getTarget()).endsWith("offset=3");
  }

  @Test
  void productsOfAServerThatKnowsNoOffsetAreReadOnce() throws Exception {
    answer(200, "{\"products\":[{\"product_id\":\"BTC-USD\"}]}");
    answer(200, "{\"products\":[{\"product_id\":\"BTC-USD\"}]}");

    assertThat(rest.products()).hasSize(1);
  }

  @Test
  void candlesOfALongRangeComeInPagesOf349AndOnce() throws Exception {
    Instant from = Instant.ofEpochSecond(60 * 1_000_000);
    answer(200, candles(from, 0, 349));
    answer(200, candles(from, 349, 400));

    List<Candle> candles = rest.minuteCandles(BTC_USD, from, from.plus(Duration.ofMinutes(400)));

    assertThat(candles).hasSize(400);
    assertThat(candles)
        .extracting(Candle::start)
        .isSorted()
        .doesNotHaveDuplicates()
        .startsWith(from)
        .endsWith(from.plus(Duration.ofMinutes(399)));
    RecordedRequest first = server.takeRequest();
    assertThat(first.getTarget())
        .isEqualTo(
            "/api/v3/brokerage/market/products/BTC-USD/candles?start="
                + from.getEpochSecond()
                + "&end="
                + (from.getEpochSecond() + 349 * 60)
                + "&granularity=ONE_MINUTE&limit=350");
    assertThat(server.takeRequest().getUrl().queryParameter("start"))
        .isEqualTo(Long.toString(from.getEpochSecond() + 349 * 60));
  }

  @Test
  void onlyMinutesThatStartInTheRangeCount() throws Exception {
    Instant minute = Instant.ofEpochSecond(60 * 1_000_000);
    answer(200, candles(minute, 0, 3));

    assertThat(rest.minuteCandles(BTC_USD, minute.plusSeconds(1), minute.plusSeconds(120)))
        .extracting(Candle::start)
        .containsExactly(minute.plusSeconds(60));
    assertThat(rest.minuteCandles(BTC_USD, minute, minute)).isEmpty();
  }

  @Test
  void tellsTheTimeOfTheExchange() throws Exception {
    answer(200, TIME);

    assertThat(rest.serverTime()).isEqualTo(Instant.ofEpochMilli(1770091506789L));
    assertThat(server.takeRequest().getTarget()).isEqualTo("/api/v3/brokerage/time");
  }

  @Test
  void anUnknownProductIsItsOwnError() {
    answer(404, "{\"error\":\"NOT_FOUND\",\"message\":\"Product NOPE-USD not supported\"}");

    assertThatThrownBy(() -> rest.product(TradingPair.parse("NOPE-USD")))
        .isInstanceOf(ProductNotFoundException.class)
        .hasMessageContaining("NOPE-USD")
        .hasMessageContaining("not supported");
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 400, 401, 403, 418})
  void otherRefusalsAreNotTriedAgain(int status) {
    answer(status, "Unauthorized");

    assertThatThrownBy(() -> rest.serverTime())
        .isInstanceOfSatisfying(
            RejectedRequestException.class,
            e -> {
              assertThat(e.status()).isEqualTo(status);
              assertThat(e.excerpt()).isEqualTo("Unauthorized");
              assertThat(e.retriable()).isFalse();
            });
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void anAnswerThatCannotBeReadIsItsOwnError() {
    answer(200, "<html>maintenance</html>");

    assertThatThrownBy(() -> rest.serverTime())
        .isInstanceOf(MalformedAnswerException.class)
        .hasMessageContaining("/api/v3/brokerage/time");
  }

  @Test
  void aRateLimitThatSaysWhenToComeBackIsHonoured() throws Exception {
    server.enqueue(
        new MockResponse.Builder().code(429).addHeader("Retry-After", "30").body("").build());
    answer(200, TIME);

    rest.serverTime();

    assertThat(time.slept()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void aRateLimitMayNameADate() throws Exception {
    server.enqueue(
        new MockResponse.Builder()
            .code(429)
            .addHeader("Retry-After", "Fri, 02 Jan 2026 03:04:25 GMT")
            .build());
    answer(200, TIME);

    rest.serverTime();

    assertThat(time.slept()).isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void aRateLimitThatDoesNotGoAwayIsItsOwnError() {
    for (int i = 0; i < 6; i++) {
      answer(429, "{\"errors\":[{\"id\":\"rate_limit_exceeded\",\"message\":\"Too many\"}]}");
    }

    assertThatThrownBy(() -> rest.serverTime())
        .isInstanceOf(RateLimitedException.class)
        .hasMessageContaining("rate_limit_exceeded: Too many");
    assertThat(server.getRequestCount()).isEqualTo(6);
    assertThat(time.slept()).isGreaterThan(Duration.ofMillis(1_250));
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 500, 502, 503, 504})
  void anOutageIsTriedAgain(int status) throws Exception {
    answer(status, "try later");
    answer(status, "try later");
    answer(200, TIME);

    assertThat(rest.serverTime()).isNotNull();
    assertThat(server.getRequestCount()).isEqualTo(3);
  }

  @Test
  void anOutageThatLastsIsReportedAfterTheLastAttempt() {
    for (int i = 0; i < 6; i++) {
      answer(500, "boom");
    }

    assertThatThrownBy(() -> rest.serverTime())
        .isInstanceOf(UnreachableException.class)
        .hasMessageContaining("500")
        .hasMessageContaining("boom");
    assertThat(server.getRequestCount()).isEqualTo(6);
  }

  @Test
  void aConnectionThatBreaksIsTriedAgain() throws Exception {
    server.enqueue(
        new MockResponse.Builder()
            .body(TIME)
            .onResponseBody(new SocketEffect.CloseSocket(true, true, true))
            .build());
    answer(200, TIME);

    assertThat(rest.serverTime()).isNotNull();
  }

  @Test
  void anAnswerThatDoesNotComeIsTriedAgain() throws Exception {
    try (CoinbaseRest impatient =
        client(settings.withRequestTimeout(Duration.ofMillis(200)).withRequestAttempts(2))) {
      server.enqueue(
          new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
      answer(200, TIME);
      assertThat(impatient.serverTime()).isNotNull();

      server.enqueue(
          new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
      server.enqueue(
          new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
      assertThatThrownBy(impatient::serverTime)
          .isInstanceOf(UnreachableException.class)
          .hasMessageContaining("timed out");
    }
  }

  @Test
  void nobodyAtTheAddressIsReportedAsUnreachable() {
    server.close();

    assertThatThrownBy(() -> rest.serverTime())
        .isInstanceOf(UnreachableException.class)
        .hasMessageContaining("connect");
  }

  @Test
  void anInterruptEndsACallAtOnce() {
    server.enqueue(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
    CompletableFuture<Object> outcome = new CompletableFuture<>();
    Thread caller =
        new Thread(
            () -> {
              try {
                outcome.complete(rest.serverTime());
              } catch (CoinbaseException | InterruptedException e) {
                outcome.completeExceptionally(e);
              }
            });
    caller.start();
    Eventually.await("the request arrives", () -> server.getRequestCount() == 1);
    caller.interrupt();

    assertThatThrownBy(outcome::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(InterruptedException.class);
  }

  @Test
  void closingEndsACallAtOnce() {
    server.enqueue(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
    CompletableFuture<Object> outcome =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return rest.serverTime();
              } catch (CoinbaseException | InterruptedException e) {
                return e;
              }
            });
    Eventually.await("the request arrives", () -> server.getRequestCount() == 1);
    rest.close();

    assertThat(outcome.join())
        .isInstanceOfSatisfying(
            UnreachableException.class,
            e -> assertThat(e).hasMessageContaining("the client is closed"));
  }

  @Test
  void requestsKeepThePace() throws Exception {
    for (int i = 0; i < 9; i++) {
      answer(200, TIME);
      rest.serverTime();
    }

    assertThat(time.slept()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void aHoleIsFilledFromBothInterfaces() throws Exception {
    answer(200, "{\"trades\":[" + Frames.trade(13) + "," + Frames.trade(12) + "]}");
    answer(200, "[" + Frames.trade(11) + "," + Frames.trade(10) + "," + Frames.trade(9) + "]");
    List<Trade> delivered = new ArrayList<>();

    var missing =
        new TradeHistory(rest)
            .fetch(BTC_USD, new IdRange(10, 12), NOW, NOW.plusSeconds(3), delivered::addAll);

    assertThat(missing.isEmpty()).isTrue();
    assertThat(delivered).extracting(Trade::tradeId).containsExactly(12L, 10L, 11L);
    assertThat(server.takeRequest().getUrl().queryParameter("limit")).isEqualTo("1000");
    assertThat(server.takeRequest().getTarget())
        .isEqualTo("/exchange/products/BTC-USD/trades?limit=1000&after=12");
  }

  private CoinbaseRest client(CoinbaseSettings its) {
    return new CoinbaseRest(
        its,
        (trade, detail) -> rejected.add(new String(trade, StandardCharsets.UTF_8) + detail),
        time,
        Clock.fixed(NOW, ZoneOffset.UTC),
        new Random(7));
  }

  private void answer(int status, String body) {
    server.enqueue(new MockResponse.Builder().code(status).body(body).build());
  }

  private static String candles(Instant first, int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> to - 1 - (i - from))
        .map(minute -> first.getEpochSecond() + 60L * minute)
        .map(
            start ->
                "{\"start\":\"%d\",\"low\":\"1\",\"high\":\"3\",\"open\":\"2\",\"close\":\"2\","
                        .formatted(start)
                    + "\"volume\":\"4.5\"}")
        .collect(Collectors.joining(",", "{\"candles\":[", "]}"));
  }
}
