package io.finsolutions.pipeline.local;

import io.finsolutions.pipeline.coinbase.CoinbaseEndpoints;
import io.finsolutions.pipeline.service.UsageException;
import java.net.URI;
import picocli.CommandLine.Option;

/** Where the exchange answers: the flags that every command has that talks to it. */
final class CoinbaseOptions {
  @Option(
      names = "--coinbase-rest-url",
      paramLabel = "URL",
      defaultValue = "https://api.coinbase.com",
      description = "Base address of the Advanced Trade API. Default: ${DEFAULT-VALUE}.")
  private URI restUrl;

  @Option(
      names = "--coinbase-exchange-url",
      paramLabel = "URL",
      defaultValue = "https://api.exchange.coinbase.com",
      description = "Base address of the Exchange API. Default: ${DEFAULT-VALUE}.")
  private URI exchangeUrl;

  @Option(
      names = "--coinbase-websocket-url",
      paramLabel = "URL",
      defaultValue = "wss://advanced-trade-ws.coinbase.com",
      description = "Address of the live feed. Default: ${DEFAULT-VALUE}.")
  private URI webSocketUrl;

  CoinbaseEndpoints endpoints() {
    try {
      return new CoinbaseEndpoints(restUrl, exchangeUrl, webSocketUrl);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }
}
