package io.finsolutions.pipeline.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestLimitTest {
  private final SetTime time = new SetTime();

  @Test
  void aClientThatAsksTooOftenIsToldWhenItMayAgain() {
    try (GuardedServer server = server("--requests-per-minute=3")) {
      for (int i = 0; i < 3; i++) {
        assertThat(server.get(GuardedServer.PATH).statusCode()).isEqualTo(200);
      }
      HttpResponse<String> refused = server.get(GuardedServer.PATH);
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.body()).startsWith("too_many_requests: ");
      long wait = refused.headers().firstValueAsLong("Retry-After").orElseThrow();
      assertThat(wait).isEqualTo(21);

      time.advance(Duration.ofSeconds(wait));
      assertThat(server.get(GuardedServer.PATH).statusCode()).isEqualTo(200);
      assertThat(server.get(GuardedServer.PATH).statusCode()).isEqualTo(429);
    }
  }

  @Test
  void zeroIsNoLimit() {
    try (GuardedServer server = server("--requests-per-minute=0")) {
      for (int i = 0; i < 50; i++) {
        assertThat(server.get(GuardedServer.PATH).statusCode()).isEqualTo(200);
      }
    }
  }

  @Test
  void clientsBehindATrustedProxyAreToldApart() {
    try (GuardedServer server =
        server("--requests-per-minute=1", "--trusted-proxy=127.0.0.0/8,10.0.0.0/8")) {
      assertThat(statusFor(server, "203.0.113.1")).isEqualTo(200);
      assertThat(statusFor(server, "203.0.113.2")).isEqualTo(200);
      assertThat(statusFor(server, "203.0.113.1")).isEqualTo(429);
      assertThat(statusFor(server, "203.0.113.1, 10.0.0.7"))
          .as("a second proxy that is trusted")
          .isEqualTo(429);
      assertThat(statusFor(server, "198.51.100.9, 203.0.113.2"))
          .as("what the client has written itself")
          .isEqualTo(429);
      assertThat(statusFor(server, "203.0.113.1:50123")).as("with a port").isEqualTo(429);
    }
  }

  @Test
  void clientsThatOwnAWholeNetworkOfVersion6AreOneClient() {
    try (GuardedServer server = server("--requests-per-minute=1", "--trusted-proxy=127.0.0.1")) {
      assertThat(statusFor(server, "2001:db8:1:2::1")).isEqualTo(200);
      assertThat(statusFor(server, "2001:db8:1:2:ffff::9")).isEqualTo(429);
      assertThat(statusFor(server, "[2001:db8:1:2::3]:443")).isEqualTo(429);
      assertThat(statusFor(server, "2001:db8:1:3::1")).isEqualTo(200);
    }
  }

  @Test
  void whatAClientSaysOfItselfDoesNotCountWithoutATrustedProxy() {
    try (GuardedServer server = server("--requests-per-minute=1")) {
      assertThat(statusFor(server, "203.0.113.1")).isEqualTo(200);
      assertThat(statusFor(server, "203.0.113.2")).isEqualTo(429);
    }
  }

  @Test
  void whatIsNoAddressCountsAsTheProxysOwn() {
    try (GuardedServer server = server("--requests-per-minute=1", "--trusted-proxy=127.0.0.1")) {
      assertThat(statusFor(server, "unknown")).isEqualTo(200);
      assertThat(statusFor(server, "[::1")).isEqualTo(429);
      assertThat(statusFor(server, ",")).isEqualTo(429);
    }
  }

  @Test
  void clientsWithATokenAreToldApartByItAndGuessersByTheirAddress(@TempDir Path folder)
      throws IOException {
    Path tokens =
        Files.writeString(
            folder.resolve("tokens"), "ada: the-token-of-ada-here\ngrace: the-token-of-grace-here");
    try (GuardedServer server =
        server("--requests-per-minute=1", "--access-tokens-file=" + tokens)) {
      assertThat(server.getWithToken("the-token-of-ada-here").statusCode()).isEqualTo(200);
      assertThat(server.getWithToken("the-token-of-grace-here").statusCode()).isEqualTo(200);
      assertThat(server.getWithToken("the-token-of-ada-here").statusCode()).isEqualTo(429);
      assertThat(server.getWithToken("a-token-of-nobody").statusCode()).isEqualTo(401);
      assertThat(server.getWithToken("a-token-of-nobody").statusCode()).isEqualTo(429);
    }
  }

  @Test
  void refusedRequestsAreCounted() {
    MeterRegistry registry = new SimpleMeterRegistry();
    try (GuardedServer server = server("--requests-per-minute=1")) {
      server.access().bindTo(registry);
      for (int i = 0; i < 3; i++) {
        server.get(GuardedServer.PATH);
      }
    }

    assertThat(registry.get("console.limited.requests").functionCounter().count()).isEqualTo(2);
  }

  private GuardedServer server(String... flags) {
    return GuardedServer.with(Clock.systemUTC(), time, flags);
  }

  private static int statusFor(GuardedServer server, String forwardedFor) {
    return server.get(GuardedServer.PATH, "X-Forwarded-For", forwardedFor).statusCode();
  }

  /** Time that passes when a test says so. */
  private static final class SetTime implements TimeMeter {
    private volatile long nanos;

    void advance(Duration by) {
      nanos += by.toNanos();
    }

    @Override
    public long currentTimeNanos() {
      return nanos;
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }
}
