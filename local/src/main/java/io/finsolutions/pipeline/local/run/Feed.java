package io.finsolutions.pipeline.local.run;

import io.finsolutions.pipeline.coinbase.CoinbaseEndpoints;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Where the trades of a run come from.
 *
 * @param kind what it is; not {@link FeedKind#AUTO}
 * @param description what it is in words
 * @param endpoints where it answers
 * @param standIn the flags of the stand-in exchange, if it is one
 */
record Feed(
    FeedKind kind, String description, CoinbaseEndpoints endpoints, Optional<StandIn> standIn) {

  /**
   * A stand-in exchange.
   *
   * @param base where it answers
   * @param flags what it is started with
   */
  record StandIn(URI base, List<String> flags) {}

  /** Coinbase itself, or whatever answers in its place. */
  static Feed coinbase(CoinbaseEndpoints endpoints) {
    String description =
        endpoints.equals(CoinbaseEndpoints.production())
            ? "live from Coinbase"
            : "live from " + endpoints.webSocket();
    return new Feed(FeedKind.COINBASE, description, endpoints, Optional.empty());
  }
}
