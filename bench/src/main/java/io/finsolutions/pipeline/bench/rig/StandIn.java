package io.finsolutions.pipeline.bench.rig;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.finsolutions.pipeline.service.FailedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A stand-in exchange that runs.
 *
 * @param base where it answers
 * @param process its process
 */
public record StandIn(URI base, Child process) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PAGE = 50_000;

  /**
   * A trade that it has sent.
   *
   * @param id the trade id
   * @param sentAt when the frame with it was sent, by the clock of this machine
   */
  public record Sent(long id, Instant sentAt) {}

  /** The trades that it sent in [{@code from}, {@code to}), by id. */
  public List<Sent> sentBetween(Instant from, Instant to) {
    List<Sent> all = new ArrayList<>();
    long after = 0;
    List<Sent> page;
    do {
      page = page(after);
      for (Sent sent : page) {
        after = sent.id();
        if (sent.sentAt() != null && !sent.sentAt().isBefore(from) && sent.sentAt().isBefore(to)) {
          all.add(sent);
        }
      }
    } while (page.size() == PAGE);
    return all;
  }

  private List<Sent> page(long after) {
    URI address =
        base.resolve("/stand-in/trades?product=" + Rig.PAIR + "&after=" + after + "&limit=" + PAGE);
    List<Sent> page = new ArrayList<>();
    try (var lines =
        new BufferedReader(
            new InputStreamReader(address.toURL().openStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode trade = JSON.readTree(line);
        String sentAt = trade.path("sent_at").asText("null");
        page.add(
            new Sent(
                trade.get("trade_id").asLong(),
                sentAt.equals("null") ? null : Instant.parse(sentAt)));
      }
    } catch (IOException e) {
      throw new FailedException("the stand-in does not answer: " + e.getMessage(), e);
    }
    return page;
  }
}
