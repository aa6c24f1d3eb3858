package io.finsolutions.pipeline.coinbase;

import java.net.URI;
import java.util.Set;

/**
 * Where the exchange answers.
 *
 * @param rest base address of the Advanced Trade API, {@code http} or {@code https}
 * @param exchangeRest base address of the older Exchange API, {@code http} or {@code https}
 * @param webSocket address of the Advanced Trade feed, {@code ws} or {@code wss}
 */
public record CoinbaseEndpoints(URI rest, URI exchangeRest, URI webSocket) {
  private static final Set<String> HTTP = Set.of("http", "https");
  private static final Set<String> WEB_SOCKET = Set.of("ws", "wss");

  /** Checks that each is an address of its kind. */
  public CoinbaseEndpoints {
    requireAddress(rest, HTTP);
    requireAddress(exchangeRest, HTTP);
    requireAddress(webSocket, WEB_SOCKET);
  }

  /** The addresses of Coinbase itself. */
  public static CoinbaseEndpoints production() {
    return new CoinbaseEndpoints(
        URI.create("https://api.coinbase.com"),
        URI.create("https://api.exchange.coinbase.com"),
        URI.create("wss://advanced-trade-ws.coinbase.com"));
  }

  private static void requireAddress(URI address, Set<String> schemes) {
    String scheme = address.getScheme();
    if (scheme == null || !schemes.contains(scheme) || address.getHost() == null) {
      throw new IllegalArgumentException(
          "\"" + address + "\" is not an address of the form " + form(schemes));
    }
    if (address.getRawQuery() != null || address.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "\"" + address + "\" has a query or a fragment, where only a base address fits");
    }
  }

  private static String form(Set<String> schemes) {
    return String.join(" or ", schemes.stream().sorted().map(s -> s + "://host").toList());
  }
}
