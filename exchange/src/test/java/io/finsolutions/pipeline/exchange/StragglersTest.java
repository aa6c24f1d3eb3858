package io.finsolutions.pipeline.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.market.Trade;
import java.util.List;
import org.junit.jupiter.api.Test;

class StragglersTest {
  private final List<Trade> trades = Trades.sequence(2, 1);
  private final Stragglers stragglers = new Stragglers();

  @Test
  void aStragglerComesOnceAsManyHavePassedAsItWaitsFor() {
    stragglers.hold(trades.get(0), 2);

    assertThat(stragglers.pass()).isEmpty();
    assertThat(stragglers.pass()).containsExactly(trades.get(0));
    assertThat(stragglers.pass()).isEmpty();
  }

  @Test
  void whoWaitsForFewerComesFirst() {
    stragglers.hold(trades.get(0), 5);
    stragglers.hold(trades.get(1), 2);

    assertThat(stragglers.all()).containsExactly(trades.get(1), trades.get(0));
    assertThat(stragglers.all()).isEmpty();
  }
}
