package io.finsolutions.pipeline.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.IdRange;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.service.FailedException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The rows that there should be, folded by the stand-in exchange from what it has printed. */
final class OracleRows {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int AVERAGE_FRACTION_DIGITS = 18;
  private static final int BOUND_MILLIS = 20_000;

  private OracleRows() {}

  /** Asks the stand-in for all rows of a width that the trades with some ids make, ascending. */
  static List<ComparedRow> fetch(URI standIn, TradingPair pair, BarWidth width, IdRange ids) {
    String query =
        "width=%s&product=%s&first_id=%d&last_id=%d"
            .formatted(width.name().toLowerCase(Locale.ROOT), pair, ids.first(), ids.last());
    URI address = standIn.resolve("/stand-in/bars?" + query);
    try {
      HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
      connection.setConnectTimeout(BOUND_MILLIS);
      connection.setReadTimeout(BOUND_MILLIS);
      try (InputStream answer = connection.getInputStream()) {
        return parse(answer);
      }
    } catch (IOException e) {
      throw new FailedException("the stand-in exchange does not answer: " + e.getMessage(), e);
    }
  }

  /** Reads the stand-in's JSON. */
  static List<ComparedRow> parse(InputStream json) throws IOException {
    List<ComparedRow> rows = new ArrayList<>();
    for (JsonNode bar : JSON.readTree(json)) {
      rows.add(row(bar));
    }
    return rows;
  }

  private static ComparedRow row(JsonNode bar) {
    Map<String, String> columns = new HashMap<>();
    columns.put("product", bar.get("product").asText());
    ComparedRow.NUMBERS.forEach(name -> columns.put(name, bar.get(name).asText()));
    ComparedRow.DECIMALS.forEach(name -> columns.put(name, ComparedRow.text(decimal(bar, name))));
    ComparedRow.TIMES.forEach(
        name -> columns.put(name, Instant.parse(bar.get(name).asText()).toString()));
    columns.put("vwap", average(decimal(bar, "quote_volume"), decimal(bar, "base_volume")));
    columns.put("mean_price", average(decimal(bar, "price_sum"), decimal(bar, "trades")));
    return new ComparedRow(Instant.parse(bar.get("start").asText()), true, columns);
  }

  private static BigDecimal decimal(JsonNode bar, String name) {
    return new BigDecimal(bar.get(name).asText());
  }

  private static String average(BigDecimal sum, BigDecimal weight) {
    return ComparedRow.text(sum.divide(weight, AVERAGE_FRACTION_DIGITS, RoundingMode.HALF_UP));
  }
}
