package io.finsolutions.pipeline.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.service.ExitCode;
import org.junit.jupiter.api.Test;

class CheckFeedCommandIT {
  @Test
  void theStandInPassesEveryCheck() {
    try (StandIn standIn = new StandIn()) {
      int exitCode = standIn.run("check-feed", "BTC-USD", "--for", "4s");

      assertThat(standIn.out.toString())
          .doesNotContain("FAILED")
          .contains("not seen  key is accepted", "ok        trade ids without gaps");
      assertThat(exitCode).isEqualTo(ExitCode.OK);
    }
  }

  @Test
  void aPairThatIsNotTradedFails() {
    try (StandIn standIn = new StandIn()) {
      int exitCode = standIn.run("check-feed", "NOPE-USD", "--for", "1s");

      assertThat(standIn.out.toString()).contains("FAILED    pair can be followed");
      assertThat(exitCode).isEqualTo(ExitCode.FAILED);
    }
  }
}
