package io.finsolutions.pipeline.console.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finsolutions.pipeline.service.UsageException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.ParameterException;

class AccessSettingsTest {
  @Test
  void whatIsNotGivenIsOpenToAllWhoReachItAndClosedToOtherPages() {
    AccessSettings settings = GuardedServer.settings();

    assertThat(settings.tokensFile()).isEmpty();
    assertThat(settings.oidcIssuer()).isEmpty();
    assertThat(settings.oidcAudience()).isEmpty();
    assertThat(settings.oidcJwksUrl()).isEmpty();
    assertThat(settings.oidcClaims()).isEmpty();
    assertThat(settings.corsOrigins()).isEmpty();
    assertThat(settings.requestsPerMinute()).isEqualTo(600);
    assertThat(settings.trustedProxies()).isEmpty();
    assertThat(settings.problems()).isEmpty();
  }

  @Test
  void everySettingIsTaken() {
    AccessSettings settings =
        GuardedServer.settings(
            "--access-tokens-file=/etc/console/tokens",
            "--oidc-issuer=https://login.example.org/realms/markets",
            "--oidc-audience=console",
            "--oidc-jwks-url=https://keys.example.org/markets",
            "--oidc-claim=groups=traders,scope=read",
            "--cors-origin=https://charts.example.org",
            "--cors-origin=http://localhost:3000",
            "--requests-per-minute=60",
            "--trusted-proxy=10.0.0.0/8,fd00::/8");

    assertThat(settings.tokensFile()).contains(Path.of("/etc/console/tokens"));
    assertThat(settings.oidcIssuer())
        .contains(URI.create("https://login.example.org/realms/markets"));
    assertThat(settings.oidcAudience()).contains("console");
    assertThat(settings.oidcJwksUrl()).contains(URI.create("https://keys.example.org/markets"));
    assertThat(settings.oidcClaims())
        .containsExactly(
            new RequiredClaim("groups", "traders"), new RequiredClaim("scope", "read"));
    assertThat(settings.corsOrigins())
        .containsExactly("https://charts.example.org", "http://localhost:3000");
    assertThat(settings.requestsPerMinute()).isEqualTo(60);
    assertThat(settings.trustedProxies())
        .containsExactly(
            Network.parse("10.0.0.0/8").orElseThrow(), Network.parse("fd00::/8").orElseThrow());
    assertThat(settings.problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "--oidc-issuer, http://login.example.org, is no address with https",
    "--oidc-issuer, login, is no address with https",
    "--oidc-issuer, https:login, is no address with https",
    "--oidc-jwks-url, http://10.0.0.1/keys, is no address with https",
    "--oidc-claim, traders, is no claim",
    "--oidc-claim, =traders, is no claim",
    "--cors-origin, charts.example.org, is no origin",
    "--cors-origin, https://charts.example.org/, is no origin",
    "--cors-origin, null, is no origin",
    "--trusted-proxy, proxy, is no range",
    "--requests-per-minute, many, many",
  })
  void aBadValueIsRefusedInWords(String flag, String value, String message) {
    assertThatThrownBy(() -> GuardedServer.settings(flag + "=" + value))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining(flag)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--oidc-issuer=https://login.example.org",
        "--oidc-audience=console",
        "--oidc-jwks-url=https://login.example.org/keys",
        "--oidc-claim=groups=traders",
        "--requests-per-minute=-1",
      })
  void settingsThatDoNotFitTogetherAreRefusedByName(String flag) {
    assertThatThrownBy(() -> new Access(GuardedServer.settings(flag), Clock.systemUTC()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(flag.substring(0, flag.indexOf('=')));
  }
}
