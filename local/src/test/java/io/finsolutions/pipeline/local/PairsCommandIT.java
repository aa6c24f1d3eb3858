package io.finsolutions.pipeline.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.service.ExitCode;
import org.junit.jupiter.api.Test;

class PairsCommandIT {
  @Test
  void thePairsOfAQuoteCurrencyAreListed() {
    try (StandIn standIn = new StandIn()) {
      int exitCode = standIn.run("pairs", "--quote", "USD");

      assertThat(standIn.out.toString().lines())
          .anySatisfy(line -> assertThat(line).startsWith("BTC-USD "))
          .noneSatisfy(line -> assertThat(line).startsWith("BTC-USDC "));
      assertThat(exitCode).isEqualTo(ExitCode.OK);
    }
  }
}
