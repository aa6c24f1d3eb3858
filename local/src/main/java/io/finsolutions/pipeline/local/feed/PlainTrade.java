package io.finsolutions.pipeline.local.feed;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;

/**
 * A trade as any of the exchange's interfaces writes it, read without the pipeline's own client.
 *
 * @param side the side as written, in capitals
 */
record PlainTrade(long id, Instant time, BigDecimal price, BigDecimal size, String side) {
  static PlainTrade of(JsonNode json) {
    return new PlainTrade(
        json.path("trade_id").asLong(),
        Instant.parse(json.path("time").asText()),
        new BigDecimal(json.path("price").asText()),
        new BigDecimal(json.path("size").asText()),
        json.path("side").asText().toUpperCase(Locale.ROOT));
  }

  /** Whether another interface tells of the same trade; the number of digits may differ. */
  boolean agreesWith(PlainTrade other) {
    return id == other.id
        && time.equals(other.time)
        && price.compareTo(other.price) == 0
        && size.compareTo(other.size) == 0
        && side.equals(other.side);
  }
}
