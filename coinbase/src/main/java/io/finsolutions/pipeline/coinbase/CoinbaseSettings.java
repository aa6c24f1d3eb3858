package io.finsolutions.pipeline.coinbase;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * How to talk to the exchange.
 *
 * @param endpoints where it answers
 * @param requestTimeout after which a REST request, or the opening of the feed, counts as failed;
 *     above zero
 * @param requestsPerSecond how many REST requests a second one {@link CoinbaseRest} sends at most;
 *     above zero. The exchange allows about 10 for each address
 * @param requestAttempts how often a REST request is sent before it counts as failed for good;
 *     above zero
 * @param heartbeatTimeout after which a feed without any message counts as dead; above zero. The
 *     exchange sends a heartbeat each second
 * @param backOff the waits between attempts, of requests and of connections
 * @param cdpKey signs requests and subscriptions; not needed for market data
 */
public record CoinbaseSettings(
    CoinbaseEndpoints endpoints,
    Duration requestTimeout,
    int requestsPerSecond,
    int requestAttempts,
    Duration heartbeatTimeout,
    BackOff backOff,
    Optional<CdpKey> cdpKey) {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  /** Checks the ranges, and that a signature is never sent in clear text over a network. */
  public CoinbaseSettings {
    Objects.requireNonNull(endpoints, "endpoints");
    Objects.requireNonNull(backOff, "backOff");
    requirePositive(requestTimeout, "requestTimeout");
    requirePositive(heartbeatTimeout, "heartbeatTimeout");
    requirePositive(requestsPerSecond, "requestsPerSecond");
    requirePositive(requestAttempts, "requestAttempts");
    if (cdpKey.isPresent()) {
      requirePrivate(endpoints.rest(), "https");
      requirePrivate(endpoints.webSocket(), "wss");
    }
  }

  /**
   * With the defaults: 10 s for a request, 4 requests a second, 6 attempts, 5 s for a heartbeat,
   * back-off from 250 ms to 20 s, no key.
   */
  public static CoinbaseSettings of(CoinbaseEndpoints endpoints) {
    return new CoinbaseSettings(
        endpoints,
        Duration.ofSeconds(10),
        4,
        6,
        Duration.ofSeconds(5),
        new BackOff(Duration.ofMillis(250), Duration.ofSeconds(20)),
        Optional.empty());
  }

  /** These settings with another {@link #requestTimeout()}. */
  public CoinbaseSettings withRequestTimeout(Duration timeout) {
    return new CoinbaseSettings(
        endpoints, timeout, requestsPerSecond, requestAttempts, heartbeatTimeout, backOff, cdpKey);
  }

  /** These settings with other {@link #requestsPerSecond()}. */
  public CoinbaseSettings withRequestsPerSecond(int requests) {
    return new CoinbaseSettings(
        endpoints, requestTimeout, requests, requestAttempts, heartbeatTimeout, backOff, cdpKey);
  }

  /** These settings with other {@link #requestAttempts()}. */
  public CoinbaseSettings withRequestAttempts(int attempts) {
    return new CoinbaseSettings(
        endpoints, requestTimeout, requestsPerSecond, attempts, heartbeatTimeout, backOff, cdpKey);
  }

  /** These settings with another {@link #heartbeatTimeout()}. */
  public CoinbaseSettings withHeartbeatTimeout(Duration timeout) {
    return new CoinbaseSettings(
        endpoints, requestTimeout, requestsPerSecond, requestAttempts, timeout, backOff, cdpKey);
  }

  /** These settings with another {@link #backOff()}. */
  public CoinbaseSettings withBackOff(BackOff other) {
    return new CoinbaseSettings(
        endpoints,
        requestTimeout,
        requestsPerSecond,
        requestAttempts,
        heartbeatTimeout,
        other,
        cdpKey);
  }

  /** These settings with a key. */
  public CoinbaseSettings withCdpKey(CdpKey key) {
    return new CoinbaseSettings(
        endpoints,
        requestTimeout,
        requestsPerSecond,
        requestAttempts,
        heartbeatTimeout,
        backOff,
        Optional.of(key));
  }

  private static void requirePositive(Duration value, String name) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + " is " + value + ", which is not above zero");
    }
  }

  private static void requirePositive(int value, String name) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " is " + value + ", which is not above zero");
    }
  }

  private static void requirePrivate(URI address, String scheme) {
    if (!scheme.equals(address.getScheme()) && !LOOPBACK.contains(address.getHost())) {
      throw new IllegalArgumentException(
          "a key is set, but \"" + address + "\" is not a " + scheme + " address");
    }
  }
}
