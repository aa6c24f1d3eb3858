package io.finsolutions.pipeline.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.market.BarFold;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.Trade;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OracleBarTest {
  private static final List<Trade> TRADES =
      new SimulatedExchange(new Random(1), Instant.parse("2026-03-01T10:00:00Z")).trades();

  @Test
  void theSameTradesMakeTheSameBars() {
    assertThat(OracleBar.difference(OracleBar.of(TRADES, 60), fold(TRADES))).isNull();
  }

  @Test
  void aMissingTradeIsADifference() {
    List<Trade> fewer = TRADES.subList(1, TRADES.size());

    assertThat(OracleBar.difference(OracleBar.of(TRADES, 60), fold(fewer))).isNotNull();
    assertThat(OracleBar.difference(OracleBar.of(fewer, 60), fold(TRADES))).isNotNull();
  }

  private static Map<Instant, Bar> fold(List<Trade> trades) {
    BarFold fold = new BarFold(BarWidth.MINUTE);
    trades.forEach(fold::add);
    Map<Instant, Bar> bars = new TreeMap<>();
    fold.bars().forEach(bar -> bars.put(bar.start(), bar));
    return bars;
  }
}
