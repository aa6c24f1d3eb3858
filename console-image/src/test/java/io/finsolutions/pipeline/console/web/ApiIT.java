package io.finsolutions.pipeline.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.finsolutions.pipeline.console.TestConsole;
import io.finsolutions.pipeline.console.TestPipeline;
import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.Side;
import io.finsolutions.pipeline.market.Trade;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ApiIT {
  /** Five hours of trades, of which the first three are final. */
  private static final Instant START = Instant.parse("2026-09-30T00:00:00Z");

  private static final Instant HANDOVER = Instant.parse("2026-09-30T03:17:00Z");
  private static final String RANGE = "from=2026-09-30T00:00:00Z&to=2026-10-01T00:00:00Z";
  private static TestPipeline bitcoin;
  private static TestPipeline ether;
  private static TestConsole console;

  @BeforeAll
  static void start() throws SQLException {
    bitcoin = TestPipeline.of("BTC-USD");
    ether = TestPipeline.of("ETH-USD");
    List<Trade> trades = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      // Every nine seconds, and every tenth trade in the same second as the one before.
      Instant time = START.plusMillis(9_000L * (i - i / 10) + i % 7);
      trades.add(
          bitcoin.trade(
              i + 1,
              time,
              Integer.toString(60_000 + i * 37 % 91) + ".25",
              "0.00" + (i % 9 + 1),
              i % 3 == 0 ? Side.SELL : Side.BUY));
    }
    bitcoin.count(trades);
    bitcoin.finish(HANDOVER);
    console = TestConsole.of(bitcoin, ether);
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @ParameterizedTest
  @EnumSource(BarWidth.class)
  void barsOfEveryIntervalAreTheFoldOfTheTrades(BarWidth width) {
    JsonNode answer =
        console.json("/v1/products/BTC-USD/bars?interval=" + width.label() + "&" + RANGE);

    Map<String, String> expected = new TreeMap<>();
    for (Bar bar : bitcoin.bars(width)) {
      boolean isFinal = !bar.end().isAfter(HANDOVER);
      expected.put(
          bar.start().toString(),
          String.join(
              " ",
              bar.open().toPlainString(),
              bar.high().toPlainString(),
              bar.low().toPlainString(),
              bar.close().toPlainString(),
              bar.baseVolume().toPlainString(),
              bar.quoteVolume().toPlainString(),
              bar.vwap().toPlainString(),
              bar.trades() + " " + bar.buys() + " " + bar.sells(),
              bar.firstTradeId() + " " + bar.lastTradeId(),
              isFinal ? "batch true true" : "speed false false"));
    }
    Map<String, String> seen = new TreeMap<>();
    for (JsonNode bar : answer.get("bars")) {
      List<String> fields = new ArrayList<>();
      for (String name :
          new String[] {
            "open",
            "high",
            "low",
            "close",
            "base_volume",
            "quote_volume",
            "vwap",
            "trades",
            "buys",
            "sells",
            "first_trade_id",
            "last_trade_id",
            "layer",
            "final",
            "complete"
          }) {
        fields.add(bar.get(name).asText());
      }
      seen.put(bar.get("start").asText(), String.join(" ", fields));
    }
    assertThat(seen).isEqualTo(expected);
    assertThat(answer.get("next").isNull()).isTrue();
  }

  @Test
  void withoutARangeTheLastBarsAreAnsweredInAscendingOrder() {
    List<String> all = starts(console.json("/v1/products/BTC-USD/bars?" + RANGE));

    assertThat(starts(console.json("/v1/products/BTC-USD/bars?limit=3")))
        .isEqualTo(all.subList(all.size() - 3, all.size()));
    assertThat(starts(console.json("/v1/products/BTC-USD/bars?limit=2&to=2026-09-30T01:00:00Z")))
        .containsExactly("2026-09-30T00:58:00Z", "2026-09-30T00:59:00Z");
  }

  @Test
  void cursorsGoThroughARangeWithoutSkippingOrRepeating() {
    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = console.json("/v1/products/BTC-USD/bars?limit=7&" + RANGE + cursor);
      seen.addAll(starts(page));
      cursor = page.get("next").isNull() ? null : "&cursor=" + page.get("next").asText();
    } while (cursor != null);

    assertThat(seen).isEqualTo(starts(console.json("/v1/products/BTC-USD/bars?" + RANGE)));
  }

  @Test
  void intervalsWithoutATradeAreFilledWithThePriceBefore() {
    JsonNode bars =
        console
            .json(
                "/v1/products/BTC-USD/bars?interval=1s&fill=previous&from=2026-09-30T00:00:05Z"
                    + "&to=2026-09-30T00:00:20Z")
            .get("bars");

    assertThat(bars).hasSize(15);
    assertThat(bars.get(0).get("filled").asBoolean()).isTrue();
    assertThat(bars.get(0).get("close").asText()).isEqualTo("60000.25");
    assertThat(bars.get(0).get("trades").asLong()).isZero();
    assertThat(bars.get(4).has("filled")).isFalse();
    assertThat(bars.get(5).get("open")).isEqualTo(bars.get(4).get("close"));
  }

  @Test
  void csvHasTheSameFigures() {
    String query = "/v1/products/BTC-USD/bars?interval=1h&" + RANGE;
    HttpResponse<String> csv = console.get(query + "&format=csv");

    assertThat(csv.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
    List<String> lines = csv.body().lines().toList();
    JsonNode bars = console.json(query).get("bars");
    assertThat(lines).hasSize(bars.size() + 1);
    assertThat(lines.get(0)).startsWith("start,end,open,high,low,close,vwap");
    assertThat(lines.get(1))
        .startsWith(
            bars.get(0).get("start").asText()
                + ","
                + bars.get(0).get("end").asText()
                + ","
                + bars.get(0).get("open").asText());
  }

  @Test
  void whatIsSettledIsKeptByCachesForEverAndWhatIsNotIsAskedAgain() {
    String settled = "/v1/products/BTC-USD/bars?from=2026-09-30T00:01:00Z&to=2026-09-30T02:00:00Z";
    HttpResponse<String> first = console.get(settled);

    assertThat(first.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
    String tag = first.headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> again = console.get(settled, "If-None-Match", tag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(
            console.get("/v1/products/BTC-USD/bars?" + RANGE).headers().firstValue("Cache-Control"))
        .contains("private, no-cache");
  }

  @Test
  void figuresOfALastDayAreThoseOfItsSeconds() {
    JsonNode day = console.json("/v1/products/BTC-USD/stats").get("windows").get("day");

    List<Bar> seconds = bitcoin.bars(BarWidth.SECOND);
    assertThat(day.get("trades").asLong()).isEqualTo(2_000);
    assertThat(day.get("to").asText()).isEqualTo(seconds.get(seconds.size() - 1).end().toString());
    assertThat(day.get("open").asText()).isEqualTo("60000.25");
    JsonNode hour = console.json("/v1/products/BTC-USD/stats").get("windows").get("hour");
    Instant from = seconds.get(seconds.size() - 1).end().minus(Duration.ofHours(1));
    assertThat(hour.get("trades").asLong())
        .isEqualTo(
            seconds.stream()
                .filter(bar -> !bar.start().isBefore(from))
                .mapToLong(Bar::trades)
                .sum());
  }

  @Test
  void aProductSaysHowItIsDoing() {
    JsonNode products = console.json("/v1/products").get("products");

    assertThat(products).hasSize(2);
    assertThat(products.get(0).get("state").asText()).isEqualTo("replayed");
    assertThat(products.get(0).get("handover").asText()).isEqualTo(HANDOVER.toString());
    assertThat(products.get(0).get("run").get("trades").asLong()).isEqualTo(2_000);
    assertThat(products.get(1).get("state").asText()).isEqualTo("empty");
    assertThat(console.json("/v1/products/ETH-USD/stats").get("windows").get("day").isNull())
        .isTrue();
    assertThat(console.json("/v1/products/ETH-USD/latest").get("bar").isNull()).isTrue();
  }

  @Test
  void runsAreAnsweredNewestFirst() {
    JsonNode runs = console.json("/v1/products/BTC-USD/runs");

    assertThat(runs.get("runs")).hasSize(1);
    assertThat(runs.get("runs").get(0).get("range_end").asText()).isEqualTo(HANDOVER.toString());
    assertThat(runs.get("next").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/products/BTC-USD/bars?interval=2m | 400 | bad_parameter | interval",
        "/v1/products/BTC-USD/bars?from=yesterday | 400 | bad_parameter | from",
        "/v1/products/BTC-USD/bars?from=2026-09-30T01:00:00Z&to=2026-09-30T01:00:00Z"
            + " | 400 | bad_parameter | to",
        "/v1/products/BTC-USD/bars?limit=0 | 400 | bad_parameter | limit",
        "/v1/products/BTC-USD/bars?limit=1&limit=2 | 400 | bad_parameter | limit",
        "/v1/products/BTC-USD/bars?fill=zero | 400 | bad_parameter | fill",
        "/v1/products/BTC-USD/bars?cursor=x | 400 | bad_parameter | cursor",
        "/v1/products/BTC-USD/bars?intervall=1m | 400 | unknown_parameter | intervall",
        "/v1/products/BTC-USD/bars?interval=1s&from=2026-01-01T00:00:00Z&to=2026-03-01T00:00:00Z"
            + " | 400 | range_too_large | to",
        "/v1/products/DOGE-USD | 404 | unknown_product | ",
        "/v1/products/no%20pair/bars | 404 | unknown_product | ",
        "/v1/nothing | 404 | not_found | ",
      })
  void whatCannotBeIsToldWithTheParameterAtFault(
      String path, int status, String code, String parameter) {
    HttpResponse<String> answer = console.get(path);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    JsonNode problem = TestConsole.parse(answer.body());
    assertThat(problem.get("code").asText()).isEqualTo(code);
    assertThat(problem.path("parameter").asText("")).isEqualTo(parameter == null ? "" : parameter);
    assertThat(problem.get("detail").asText()).isNotBlank();
  }

  @Test
  void chartsOfTradingViewReadSeconds() {
    JsonNode history =
        console.json(
            "/udf/history?symbol=COINBASE:BTC-USD&resolution=1S&to=1790726500&countback=3");

    assertThat(history.get("s").asText()).isEqualTo("ok");
    assertThat(history.get("t")).hasSize(3);
    assertThat(history.get("c").get(0).isNumber()).isTrue();
    assertThat(console.json("/udf/symbols?symbol=BTC-USD").get("pricescale").asLong())
        .isEqualTo(100);
    assertThat(console.json("/udf/search?query=eth").get(0).get("symbol").asText())
        .isEqualTo("ETH-USD");
  }

  @Test
  void aSignalIsSuggestedWithItsReasons() {
    JsonNode signals = console.json("/v1/products/BTC-USD/signals?interval=5m");

    assertThat(signals.get("current").get("reasons")).isNotEmpty();
    assertThat(signals.get("current").get("final").asBoolean()).isFalse();
    assertThat(signals.get("signals")).isEmpty();
    assertThat(signals.get("notice").asText()).startsWith("Not advice");
    assertThat(console.json("/v1/products/ETH-USD/signals").get("current").isNull()).isTrue();
  }

  @Test
  void theApiDescribesItself() {
    assertThat(console.json("/openapi.json").get("paths").has("/v1/products/{product}/bars"))
        .isTrue();
    assertThat(console.get("/docs").statusCode()).isEqualTo(200);
    assertThat(console.get("/docs/swagger-ui/swagger-ui-bundle.js").statusCode()).isEqualTo(200);
  }

  private static List<String> starts(JsonNode answer) {
    List<String> starts = new ArrayList<>();
    answer.get("bars").forEach(bar -> starts.add(bar.get("start").asText()));
    return starts;
  }
}
