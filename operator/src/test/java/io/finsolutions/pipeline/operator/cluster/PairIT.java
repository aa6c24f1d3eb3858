package io.finsolutions.pipeline.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.operator.api.CryptoPipeline;
import io.finsolutions.pipeline.operator.api.Phase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PairIT {
  private Surrounding surrounding;
  private TestOperator operator;

  @BeforeEach
  void start() throws InterruptedException {
    surrounding = Surrounding.create();
    operator = TestOperator.start(surrounding.client().getConfiguration(), surrounding.namespace());
  }

  @AfterEach
  void stop() {
    if (operator != null) {
      operator.close();
    }
    surrounding.close();
  }

  @Test
  void theSmallestPairGetsReady() {
    surrounding.applySmallest("btc-usd");

    CryptoPipeline pair = surrounding.awaitReady("btc-usd");

    assertThat(pair.getStatus().phase()).isEqualTo(Phase.RUNNING);
    assertThat(surrounding.topics().topics(surrounding.namespace()))
        .containsOnlyKeys("btc-usd.trades", "btc-usd.bars", "btc-usd.dead-letters");
  }
}
