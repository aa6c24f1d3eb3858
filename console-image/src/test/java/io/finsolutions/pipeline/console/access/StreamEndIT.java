package io.finsolutions.pipeline.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.console.TestConsole;
import io.finsolutions.pipeline.console.TestPipeline;
import io.finsolutions.pipeline.market.Side;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamEndIT {
  private static final String STREAM = "/v1/products/BTC-USD/bars/stream";

  @Test
  void aStreamEndsWithItsToken() throws Exception {
    TestPipeline pipeline = TestPipeline.of("BTC-USD");
    pipeline.count(List.of(pipeline.trade(1, Instant.now(), "100", "1", Side.BUY)));
    try (StandInIssuer issuer = new StandInIssuer(Clock.systemUTC(), "key");
        TestConsole console = TestConsole.guarded(List.of(issuer.flags()), pipeline)) {
      // A token counts for 30 seconds more, since clocks differ.
      Instant end = Instant.now().plusSeconds(3);
      Date expiry = Date.from(end.minus(Duration.ofSeconds(30)));
      String bearer = "Bearer " + issuer.token(claims -> claims.expirationTime(expiry));

      // Returns when the stream has come to its proper end.
      HttpResponse<String> stream = console.get(STREAM, "Authorization", bearer);

      assertThat(stream.statusCode()).isEqualTo(200);
      assertThat(stream.body()).contains("event: bars").endsWith("\n\n");
      assertThat(Instant.now()).isAfter(expiry.toInstant().plusSeconds(29));
      assertThat(console.get(STREAM, "Authorization", bearer).statusCode()).isEqualTo(401);
    }
  }
}
