package io.finsolutions.pipeline.exchange.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.exchange.Trades;
import io.finsolutions.pipeline.exchange.tape.GeneratedTape;
import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.market.BarFold;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.Side;
import io.finsolutions.pipeline.market.Trade;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PlainBarsTest {
  @Test
  void aBarOfThreeTradesIsCountedByHand() {
    List<Trade> trades =
        List.of(
            trade(3, "2026-01-05T00:00:01.9Z", "9", "0.5", Side.SELL),
            trade(1, "2026-01-05T00:00:01.1Z", "10", "1", Side.BUY),
            trade(2, "2026-01-05T00:00:01.1Z", "12.50", "2", Side.SELL));
    assertThat(PlainBars.of(trades, Duration.ofSeconds(1)))
        .containsExactly(
            new PlainBar(
                "BTC-USD",
                Instant.parse("2026-01-05T00:00:01Z"),
                3,
                2,
                1,
                new BigDecimal("10"),
                new BigDecimal("12.5"),
                new BigDecimal("9"),
                new BigDecimal("9"),
                Instant.parse("2026-01-05T00:00:01.1Z"),
                Instant.parse("2026-01-05T00:00:01.9Z"),
                1,
                3,
                new BigDecimal("3.5"),
                new BigDecimal("2.5"),
                new BigDecimal("1"),
                new BigDecimal("39.5"),
                new BigDecimal("31.5")));
  }

  @Property(tries = 20)
  void itAgreesWithTheFoldOfThePipeline(@ForAll long seed) {
    Iterator<Trade> tape = GeneratedTape.of(Trades.BTC_USD, 3, seed).trades();
    List<Trade> trades = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      trades.add(tape.next());
    }
    Collections.shuffle(trades, new Random(seed));
    for (BarWidth width : BarWidth.STORED) {
      BarFold fold = new BarFold(width);
      trades.forEach(fold::add);
      assertThat(PlainBars.of(trades, width.duration()))
          .isEqualTo(fold.bars().stream().map(PlainBarsTest::columns).toList());
    }
  }

  private static PlainBar columns(Bar bar) {
    return new PlainBar(
        bar.product().toString(),
        bar.start(),
        bar.trades(),
        bar.buys(),
        bar.sells(),
        bar.open(),
        bar.high(),
        bar.low(),
        bar.close(),
        bar.openTime(),
        bar.closeTime(),
        bar.firstTradeId(),
        bar.lastTradeId(),
        bar.baseVolume(),
        bar.buyVolume(),
        bar.sellVolume(),
        bar.quoteVolume(),
        bar.priceSum());
  }

  private static Trade trade(long id, String time, String price, String size, Side makerSide) {
    return new Trade(
        Trades.BTC_USD,
        id,
        Instant.parse(time),
        new BigDecimal(price),
        new BigDecimal(size),
        makerSide);
  }
}
