package io.finsolutions.pipeline.bench.rig;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.finsolutions.pipeline.market.Side;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.service.FailedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

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

  /** All trades that it has printed, by id. */
  public List<Trade> printed() {
    List<Trade> all = new ArrayList<>();
    int before;
    do {
      before = all.size();
      long after = before == 0 ? 0 : all.get(before - 1).tradeId();
      lines(after, line -> all.add(trade(line)));
    } while (all.size() - before == PAGE);
    return all;
  }

  private static Trade trade(JsonNode line) {
    return new Trade(
        Rig.PAIR,
        line.get("trade_id").asLong(),
        Instant.parse(line.get("time").asText()),
        new BigDecimal(line.get("price").asText()),
        new BigDecimal(line.get("size").asText()),
        Side.valueOf(line.get("maker_side").asText()));
  }

  private List<Sent> page(long after) {
    List<Sent> page = new ArrayList<>();
    lines(
        after,
        line -> {
          String sentAt = line.path("sent_at").asText("null");
          page.add(
              new Sent(
                  line.get("trade_id").asLong(),
                  sentAt.equals("null") ? null : Instant.parse(sentAt)));
        });
    return page;
  }

  private void lines(long after, Consumer<JsonNode> reader) {
    URI address =
        base.resolve("/stand-in/trades?product=" + Rig.PAIR + "&after=" + after + "&limit=" + PAGE);
    try (var lines =
        new BufferedReader(
            new InputStreamReader(address.toURL().openStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        reader.accept(JSON.readTree(line));
      }
    } catch (IOException e) {
      throw new FailedException("the stand-in does not answer: " + e.getMessage(), e);
    }
  }
}
