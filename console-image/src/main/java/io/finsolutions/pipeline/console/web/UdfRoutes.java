package io.finsolutions.pipeline.console.web;

import com.fasterxml.jackson.core.JsonGenerator;
import io.finsolutions.pipeline.console.pipelines.Pipeline;
import io.finsolutions.pipeline.console.pipelines.Pipelines;
import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.store.BarStore;
import io.finsolutions.pipeline.store.BarStore.Order;
import io.finsolutions.pipeline.store.PrintedBar;
import io.finsolutions.pipeline.store.StoredBar;
import io.javalin.http.Context;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * TradingView's Universal Data Feed, by which its charting library reads bars down to seconds.
 *
 * @see <a
 *     href="https://www.tradingview.com/charting-library-docs/latest/connecting_data/UDF/">TradingView:
 *     UDF</a>
 */
final class UdfRoutes {
  private static final int MOST_BARS = 20_000;
  private static final int MOST_FOUND = 100;
  private static final int LEAST_PRICE_DIGITS = 2;
  private static final int MOST_PRICE_DIGITS = 12;

  /** By what TradingView calls them. */
  private static final Map<String, BarWidth> RESOLUTIONS = resolutions();

  private static final Parameter<String> SYMBOL =
      text("symbol", "A pair such as BTC-USD, with or without COINBASE: before it.");
  private static final Parameter<String> QUERY = text("query", "What a pair has in it.");
  private static final Parameter<String> TYPE = text("type", "Only crypto is there.");
  private static final Parameter<String> EXCHANGE = text("exchange", "Only COINBASE is there.");
  private static final Parameter<Integer> FOUND_LIMIT = Parameters.limit(30, MOST_FOUND);
  private static final Parameter<String> CURRENCY =
      text("currencyCode", "What a chart may add; not used.");
  private static final Parameter<String> UNIT = text("unitId", "What a chart may add; not used.");

  private static final Parameter<BarWidth> RESOLUTION =
      new Parameter<>(
          "resolution",
          "How long the bars are: " + String.join(", ", RESOLUTIONS.keySet()) + ".",
          schema -> schema.put("type", "string").put("default", "1"),
          text -> {
            BarWidth width =
                RESOLUTIONS.get(text.equals("D") ? "1D" : text.toUpperCase(Locale.ROOT));
            if (width == null) {
              throw new IllegalArgumentException(
                  "there is no such resolution: write one of "
                      + String.join(", ", RESOLUTIONS.keySet()));
            }
            return width;
          });

  private static final Parameter<Integer> COUNT_BACK =
      new Parameter<>(
          "countback",
          "How many bars before to, however early they are.",
          schema -> schema.put("type", "integer").put("minimum", 1),
          text -> {
            if (!text.matches("[0-9]{1,9}")) {
              throw new IllegalArgumentException("countback is a whole number");
            }
            return Math.min(Integer.parseInt(text), MOST_BARS);
          });

  private final Asked asked;
  private final Pipelines pipelines;
  private final Clock clock;

  UdfRoutes(Asked asked, Pipelines pipelines, Clock clock) {
    this.asked = asked;
    this.pipelines = pipelines;
    this.clock = clock;
  }

  List<Endpoint> endpoints() {
    return List.of(
        new Endpoint("/udf/config", "UDF: what there is.", List.of(), "UdfConfig", this::config),
        new Endpoint(
            "/udf/symbols",
            "UDF: one symbol.",
            List.of(SYMBOL, CURRENCY, UNIT),
            "UdfSymbol",
            this::symbol),
        new Endpoint(
            "/udf/search",
            "UDF: symbols by a part of their names.",
            List.of(QUERY, TYPE, EXCHANGE, FOUND_LIMIT),
            "UdfFound",
            this::search),
        new Endpoint("/udf/time", "UDF: the time.", List.of(), "text/plain", this::time),
        new Endpoint(
            "/udf/history",
            "UDF: bars.",
            List.of(SYMBOL, RESOLUTION, Parameters.FROM, Parameters.TO, COUNT_BACK, CURRENCY, UNIT),
            "UdfHistory",
            this::history));
  }

  private void config(Context request) {
    Answers.object(
        request,
        json -> {
          strings(json, "supported_resolutions", RESOLUTIONS.keySet());
          json.writeBooleanField("supports_group_request", false);
          json.writeBooleanField("supports_marks", false);
          json.writeBooleanField("supports_search", true);
          json.writeBooleanField("supports_timescale_marks", false);
          json.writeBooleanField("supports_time", true);
          json.writeArrayFieldStart("exchanges");
          named(json, "COINBASE", "Coinbase");
          json.writeEndArray();
          json.writeArrayFieldStart("symbols_types");
          named(json, "crypto", "Crypto");
          json.writeEndArray();
        });
  }

  private static void named(JsonGenerator json, String value, String name) throws IOException {
    json.writeStartObject();
    json.writeStringField("value", value);
    json.writeStringField("name", name);
    json.writeStringField("desc", name);
    json.writeEndObject();
  }

  private void symbol(Context request) {
    Pipeline pipeline = pipeline(request);
    String name = pipeline.product().toString();
    int digits =
        pipeline.ask(
            connection ->
                new BarStore(connection)
                    .latest(pipeline.product(), BarWidth.MINUTE, Instant.EPOCH, MOST_FOUND).stream()
                        .map(StoredBar::bar)
                        .mapToInt(UdfRoutes::priceDigits)
                        .max()
                        .orElse(LEAST_PRICE_DIGITS));
    Answers.object(
        request,
        json -> {
          json.writeStringField("name", name);
          json.writeStringField("ticker", name);
          json.writeStringField(
              "description", pipeline.product().base() + " in " + pipeline.product().quote());
          json.writeStringField("type", "crypto");
          json.writeStringField("session", "24x7");
          json.writeStringField("timezone", "Etc/UTC");
          json.writeStringField("exchange", "COINBASE");
          json.writeStringField("listed_exchange", "COINBASE");
          json.writeStringField("currency_code", pipeline.product().quote());
          json.writeNumberField("minmov", 1);
          json.writeNumberField(
              "pricescale", BigDecimal.ONE.movePointRight(digits).longValueExact());
          json.writeNumberField("volume_precision", 8);
          json.writeBooleanField("has_intraday", true);
          json.writeBooleanField("has_daily", true);
          json.writeBooleanField("has_weekly_and_monthly", false);
          json.writeBooleanField("has_seconds", true);
          strings(json, "seconds_multipliers", List.of("1"));
          strings(json, "intraday_multipliers", List.of("1", "5", "15", "60", "240"));
          strings(json, "supported_resolutions", RESOLUTIONS.keySet());
          json.writeStringField("data_status", "streaming");
          json.writeStringField("format", "price");
        });
  }

  private static int priceDigits(Bar bar) {
    int digits = Math.max(Math.max(bar.open().scale(), bar.high().scale()), bar.low().scale());
    return Math.max(LEAST_PRICE_DIGITS, Math.min(MOST_PRICE_DIGITS, digits));
  }

  private void search(Context request) {
    String part = QUERY.of(request, "").toUpperCase(Locale.ROOT);
    int limit = FOUND_LIMIT.of(request, 30);
    TYPE.of(request);
    EXCHANGE.of(request);
    List<Pipeline> found =
        pipelines.all().stream()
            .filter(pipeline -> pipeline.product().toString().contains(part))
            .limit(limit)
            .toList();
    Answers.array(
        request,
        json -> {
          for (Pipeline pipeline : found) {
            String name = pipeline.product().toString();
            json.writeStartObject();
            json.writeStringField("symbol", name);
            json.writeStringField("full_name", "COINBASE:" + name);
            json.writeStringField(
                "description", pipeline.product().base() + " in " + pipeline.product().quote());
            json.writeStringField("exchange", "COINBASE");
            json.writeStringField("ticker", name);
            json.writeStringField("type", "crypto");
            json.writeEndObject();
          }
        });
  }

  private void time(Context request) {
    request
        .header("Cache-Control", "no-store")
        .contentType("text/plain; charset=utf-8")
        .result(Long.toString(clock.instant().getEpochSecond()));
  }

  private void history(Context request) {
    Pipeline pipeline = pipeline(request);
    BarWidth width = RESOLUTION.of(request, BarWidth.MINUTE);
    Instant to = Parameters.TO.of(request).orElseGet(clock::instant);
    Instant from =
        Parameters.FROM
            .of(request)
            .orElseGet(() -> to.minus(width.duration().multipliedBy(MOST_BARS)));
    Integer countBack = COUNT_BACK.of(request).orElse(null);
    List<PrintedBar> bars = new ArrayList<>();
    pipeline.ask(
        connection -> {
          // With countback, from does not matter: that many bars are wanted, however early.
          new BarStore(connection)
              .print(
                  pipeline.product(),
                  width,
                  countBack == null ? from : Instant.EPOCH,
                  to,
                  Order.LATEST_FIRST,
                  countBack == null ? MOST_BARS : countBack,
                  bars::add);
          return null;
        });
    Collections.reverse(bars);
    Answers.object(request, json -> writeHistory(json, bars));
  }

  private static void writeHistory(JsonGenerator json, List<PrintedBar> bars) throws IOException {
    json.writeStringField("s", bars.isEmpty() ? "no_data" : "ok");
    json.writeArrayFieldStart("t");
    for (PrintedBar bar : bars) {
      json.writeNumber(bar.start().getEpochSecond());
    }
    json.writeEndArray();
    numbers(json, "o", bars, PrintedBar::open);
    numbers(json, "h", bars, PrintedBar::high);
    numbers(json, "l", bars, PrintedBar::low);
    numbers(json, "c", bars, PrintedBar::close);
    numbers(json, "v", bars, PrintedBar::baseVolume);
  }

  private static void numbers(
      JsonGenerator json, String name, List<PrintedBar> bars, Function<PrintedBar, String> value)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (PrintedBar bar : bars) {
      json.writeNumber(value.apply(bar));
    }
    json.writeEndArray();
  }

  private static void strings(JsonGenerator json, String name, Iterable<String> values)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }

  private Pipeline pipeline(Context request) {
    String symbol =
        SYMBOL
            .of(request)
            .orElseThrow(() -> SYMBOL.bad("symbol is missing: write a pair, such as BTC-USD"));
    return asked.pipeline(symbol.replaceFirst("^COINBASE:", ""));
  }

  private static Parameter<String> text(String name, String description) {
    return new Parameter<>(
        name, description, schema -> schema.put("type", "string"), value -> value);
  }

  private static Map<String, BarWidth> resolutions() {
    Map<String, BarWidth> resolutions = new LinkedHashMap<>();
    resolutions.put("1S", BarWidth.SECOND);
    resolutions.put("1", BarWidth.MINUTE);
    resolutions.put("5", BarWidth.FIVE_MINUTES);
    resolutions.put("15", BarWidth.FIFTEEN_MINUTES);
    resolutions.put("60", BarWidth.HOUR);
    resolutions.put("240", BarWidth.FOUR_HOURS);
    resolutions.put("1D", BarWidth.DAY);
    return Collections.unmodifiableMap(resolutions);
  }
}
