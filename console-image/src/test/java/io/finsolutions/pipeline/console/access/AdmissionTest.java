package io.finsolutions.pipeline.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Date;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdmissionTest {
  private static final String TOKEN = "a-token-of-the-test";

  private final SetClock clock = new SetClock();

  @Test
  void withoutTokensWhoLooksMayLookForEver() {
    try (GuardedServer server = GuardedServer.with()) {
      assertThat(server.get(GuardedServer.ADMITTED_UNTIL).body()).isEqualTo("for ever");
    }
  }

  @Test
  void aTokenOfAFileIsShownAgainAfterAQuarterOfAnHour(@TempDir Path folder) throws IOException {
    Path tokens = Files.writeString(folder.resolve("tokens"), "ada: " + TOKEN);
    try (GuardedServer server =
        GuardedServer.with(clock, TimeMeter.SYSTEM_NANOTIME, "--access-tokens-file=" + tokens)) {
      assertThat(admittedUntil(server, TOKEN)).isEqualTo(after(Duration.ofMinutes(15)));
    }
  }

  @Test
  void anIssuedTokenLetsLookUntilItIsNotGoodAnyMore() {
    try (StandInIssuer issuer = new StandInIssuer(clock, "key");
        GuardedServer server =
            GuardedServer.with(clock, TimeMeter.SYSTEM_NANOTIME, issuer.flags())) {
      String token =
          issuer.token(
              claims ->
                  claims.expirationTime(Date.from(clock.instant().plus(Duration.ofMinutes(5)))));

      // Clocks may differ by 30 seconds.
      assertThat(admittedUntil(server, token))
          .isEqualTo(after(Duration.ofMinutes(5).plusSeconds(30)));
      assertThat(admittedUntil(server, issuer.token())).isEqualTo(after(Duration.ofMinutes(15)));
    }
  }

  private String after(Duration time) {
    return clock.instant().plus(time).toString();
  }

  private static String admittedUntil(GuardedServer server, String token) {
    return server.get(GuardedServer.ADMITTED_UNTIL, "Authorization", "Bearer " + token).body();
  }
}
