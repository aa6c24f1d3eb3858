package io.finsolutions.pipeline.local.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
final class StandInControl {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BOUND_MILLIS = 5_000;

  private final URI status;
  private final URI faults;

  /** Control of the stand-in that answers at an address. */
  StandInControl(URI base) {
    this.status = base.resolve("/stand-in/status");
    this.faults = base.resolve("/stand-in/faults");
  }

  /** The time of the newest trade that it has printed. */
  Instant newestTrade() {
    return Instant.parse(ask(status, "GET", "").at("/products/0/last_time").asText());
  }

  /** Begins a fault, written as it reads it. */
  void begin(String fault) {
    ask(faults, "POST", fault);
  }

  /** Ends all faults. */
  void clear() {
    ask(faults, "DELETE", "");
  }

  /** How often faults have struck, by their names. */
  Map<String, Long> struck() {
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
