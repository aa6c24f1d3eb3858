package io.finsolutions.pipeline.coinbase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CoinbaseSettingsTest {
  private static final CoinbaseSettings DEFAULTS =
      CoinbaseSettings.of(CoinbaseEndpoints.production());
  private static final CdpKey KEY =
      CdpKey.parse("key", Base64.getEncoder().encodeToString(new byte[32]));

  @Test
  void defaultsAreThoseOfTheExchange() {
    assertThat(DEFAULTS)
        .isEqualTo(
            new CoinbaseSettings(
                new CoinbaseEndpoints(
                    URI.create("https://api.coinbase.com"),
                    URI.create("https://api.exchange.coinbase.com"),
                    URI.create("wss://advanced-trade-ws.coinbase.com")),
                Duration.ofSeconds(10),
                4,
                6,
                Duration.ofSeconds(5),
                new BackOff(Duration.ofMillis(250), Duration.ofSeconds(20)),
                Optional.empty()));
  }

  @Test
  void eachSettingCanDiffer() {
    BackOff backOff = new BackOff(Duration.ofMillis(1), Duration.ofMillis(2));

    assertThat(
            DEFAULTS
                .withRequestTimeout(Duration.ofSeconds(1))
                .withRequestsPerSecond(2)
                .withRequestAttempts(3)
                .withHeartbeatTimeout(Duration.ofSeconds(4))
                .withBackOff(backOff)
                .withCdpKey(KEY))
        .isEqualTo(
            new CoinbaseSettings(
                CoinbaseEndpoints.production(),
                Duration.ofSeconds(1),
                2,
                3,
                Duration.ofSeconds(4),
                backOff,
                Optional.of(KEY)));
  }

  @Test
  void valuesThatAreNotAboveZeroAreRefusedByName() {
    assertThatThrownBy(() -> DEFAULTS.withRequestTimeout(Duration.ZERO))
        .hasMessageContaining("requestTimeout");
    assertThatThrownBy(() -> DEFAULTS.withHeartbeatTimeout(Duration.ofSeconds(-1)))
        .hasMessageContaining("heartbeatTimeout");
    assertThatThrownBy(() -> DEFAULTS.withRequestsPerSecond(0))
        .hasMessageContaining("requestsPerSecond");
    assertThatThrownBy(() -> DEFAULTS.withRequestAttempts(0))
        .hasMessageContaining("requestAttempts");
  }

  @Test
  void aKeyIsNotSentInClearTextExceptToThisMachine() {
    assertThatThrownBy(() -> plain("example.com").withCdpKey(KEY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("https");
    assertThat(plain("127.0.0.1").withCdpKey(KEY).cdpKey()).contains(KEY);
  }

  @Test
  void anAddressOfAnotherKindIsRefused() {
    URI http = URI.create("http://127.0.0.1:1");
    URI webSocket = URI.create("ws://127.0.0.1:1");

    assertThatThrownBy(() -> new CoinbaseEndpoints(webSocket, http, webSocket))
        .hasMessage(
            "\"ws://127.0.0.1:1\" is not an address of the form http://host or https://host");
    assertThatThrownBy(() -> new CoinbaseEndpoints(http, http, http))
        .hasMessageContaining("ws://host or wss://host");
    assertThatThrownBy(() -> new CoinbaseEndpoints(URI.create("api.coinbase.com"), http, webSocket))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new CoinbaseEndpoints(http, URI.create("http://h?x=1"), webSocket))
        .hasMessageContaining("query");
  }

  private static CoinbaseSettings plain(String host) {
    return CoinbaseSettings.of(
        new CoinbaseEndpoints(
            URI.create("http://" + host),
            URI.create("http://" + host),
            URI.create("ws://" + host)));
  }
}
