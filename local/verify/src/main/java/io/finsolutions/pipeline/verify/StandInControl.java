package io.finsolutions.pipeline.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.service.FailedException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Tells the stand-in exchange what to do wrong, and asks it what it has done. */
public final class StandInControl {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BOUND_MILLIS = 5_000;

  private final URI status;
  private final URI faults;

  /** Control of the stand-in that answers at an address. */
  public StandInControl(URI base) {
    this.status = base.resolve("/stand-in/status");
    this.faults = base.resolve("/stand-in/faults");
  }

  /** The time of the newest trade of a pair that it has printed. */
  public Instant newestTrade(TradingPair pair) {
    for (JsonNode product : ask(status, "GET", "").path("products")) {
      if (product.path("product").asText().equals(pair.toString())) {
        return Instant.parse(product.path("last_time").asText());
      }
    }
    throw new FailedException("the stand-in exchange does not trade " + pair);
  }

  /** Begins a fault, written as it reads it. */
  public void begin(String fault) {
    ask(faults, "POST", fault);
  }

  /** Ends all faults. */
  public void clear() {
    ask(faults, "DELETE", "");
  }

  /** How often faults have struck, by their names. */
  public Map<String, Long> struck() {
    Map<String, Long> struck = new TreeMap<>();
    for (Map.Entry<String, JsonNode> fault : ask(faults, "GET", "").path("struck").properties()) {
      struck.put(fault.getKey(), fault.getValue().asLong());
    }
    return struck;
  }

  private static JsonNode ask(URI address, String method, String body) {
    try {
      HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
      connection.setConnectTimeout(BOUND_MILLIS);
      connection.setReadTimeout(BOUND_MILLIS);
      connection.setRequestMethod(method);
      if (!body.isEmpty()) {
        connection.setDoOutput(true);
        try (OutputStream out = connection.getOutputStream()) {
          out.write(body.getBytes(StandardCharsets.UTF_8));
        }
      }
      return JSON.readTree(connection.getInputStream());
    } catch (IOException e) {
      throw new FailedException(
          "the stand-in exchange does not do what it is told: " + e.getMessage(), e);
    }
  }
}
