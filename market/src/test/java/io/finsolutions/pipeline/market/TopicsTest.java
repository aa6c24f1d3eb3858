package io.finsolutions.pipeline.market;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TopicsTest {
  private static final TradingPair PAIR = Trades.BTC_USD;

  @Test
  void topicsAreNamedAfterThePair() {
    assertThat(Topics.trades(PAIR, null)).isEqualTo("btc-usd.trades");
    assertThat(Topics.bars(PAIR, null)).isEqualTo("btc-usd.bars");
    assertThat(Topics.deadLetters(PAIR, null)).isEqualTo("btc-usd.dead-letters");
  }

  @Test
  void aNameThatWasSetIsTakenAsItStands() {
    assertThat(Topics.trades(PAIR, "Trades")).isEqualTo("Trades");
    assertThat(Topics.bars(PAIR, "Bars")).isEqualTo("Bars");
    assertThat(Topics.deadLetters(PAIR, "Dead")).isEqualTo("Dead");
  }
}
