package io.finsolutions.pipeline.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.finsolutions.pipeline.exchange.oracle.PlainBar;
import io.finsolutions.pipeline.exchange.tape.FixedTape;
import io.finsolutions.pipeline.exchange.tape.Recording;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.Trade;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the stand-in says of itself. */
class ControlIT {
  private static final FixedTape TAPE = FixedTape.of(Trades.BTC_USD, Trades.sequence(2_500, 100));

  private static ExchangeServer server;
  private static RestClient client;

  @BeforeAll
  static void startServer() {
    server =
        new ExchangeServer(
            ExchangeSettings.defaults().withClock(ClockMode.TAPE).withSpeed(100_000), TAPE);
    server.start();
    client = new RestClient(server.restUrl());
    Eventually.holds("the tape ends", server::hasEnded);
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @Test
  void thePrintedTradesAreARecordingOfTheTape() throws IOException {
    String lines = client.get("/stand-in/trades?limit=5000").response().body();
    assertThat(
            Recording.read(
                new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)), Trades.BTC_USD))
        .isEqualTo(TAPE);
  }

  @Test
  void thePrintedTradesArePagedUpwards() {
    List<String> lines =
        client.get("/stand-in/trades?after=7&limit=2").response().body().lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).contains("\"trade_id\":8,").contains("\"maker_side\":\"BUY\"");
    assertThat(client.get("/stand-in/trades?product=ETH-USD").status()).isEqualTo(404);
  }

  @Test
  void everyTradeSaysWhenItsMessageWasDue() {
    Eventually.holds(
        "the last message is sent",
        () ->
            client
                .get("/stand-in/trades?limit=5000")
                .response()
                .body()
                .lines()
                .noneMatch(line -> line.contains("\"sent_at\":null")));
  }

  @Test
  void barsOfEveryWidthHaveEveryColumn() {
    for (BarWidth width : BarWidth.STORED) {
      List<PlainBar> truth = server.bars(Trades.BTC_USD, width.duration());
      JsonNode bars =
          client.get("/stand-in/bars?width=" + width.name().toLowerCase(Locale.ROOT)).json();
      assertThat(bars).hasSameSizeAs(truth);
      assertThat(Fixtures.names(bars.path(0)))
          .containsExactly(
              "product",
              "start",
              "trades",
              "buys",
              "sells",
              "open",
              "high",
              "low",
              "close",
              "open_time",
              "close_time",
              "first_trade_id",
              "last_trade_id",
              "base_volume",
              "buy_volume",
              "sell_volume",
              "quote_volume",
              "price_sum");
      assertThat(bars.path(0).path("quote_volume").asText())
          .isEqualTo(truth.get(0).quoteVolume().toPlainString());
      assertThat(bars.path(0).path("trades").asLong()).isEqualTo(truth.get(0).trades());
    }
    JsonNode some = client.get("/stand-in/bars?width=day&first_id=11&last_id=30").json();
    assertThat(some).hasSize(1);
    assertThat(some.path(0).path("trades").asLong()).isEqualTo(20);
    assertThat(some.path(0).path("first_trade_id").asLong()).isEqualTo(11);
    assertThat(client.get("/stand-in/bars?width=week").status()).isEqualTo(400);
    assertThat(client.get("/stand-in/bars?width=day&first_id=2&last_id=1").status()).isEqualTo(400);
  }

  @Test
  void theStatusSaysHowFarItIs() {
    JsonNode status = client.get("/stand-in/status").json();
    assertThat(status.path("ended").asBoolean()).isTrue();
    assertThat(status.path("connections").asInt()).isZero();
    assertThat(status.path("failure").isNull()).isTrue();
    JsonNode product = status.path("products").path(0);
    assertThat(product.path("product").asText()).isEqualTo("BTC-USD");
    assertThat(product.path("printed").asLong()).isEqualTo(2_500);
    assertThat(product.path("first_id").asLong()).isEqualTo(1);
    assertThat(product.path("last_id").asLong()).isEqualTo(2_500);
    List<Trade> truth = server.trades(Trades.BTC_USD);
    assertThat(Instant.parse(product.path("last_time").asText()))
        .isEqualTo(truth.get(truth.size() - 1).time());
    assertThat(product.path("tape_position").asText()).isEqualTo("2026-01-05T00:04:09.9Z");
    assertThat(product.path("ended").asBoolean()).isTrue();
  }
}
