package io.finsolutions.pipeline.console.bars;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.market.BarFold;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.Side;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.store.Layer;
import io.finsolutions.pipeline.store.PrintedBar;
import io.finsolutions.pipeline.store.StoredBar;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class BarJsonPropertyTest {
  private static final TradingPair PAIR = TradingPair.parse("BTC-USD");
  private static final Instant START = Instant.parse("2026-09-30T11:59:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();

  @Property(tries = 500)
  void aBarIsWrittenToTheByteAsItsFiguresSay(
      @ForAll("trades") List<Trade> trades, @ForAll boolean isFinal, @ForAll boolean isComplete)
      throws IOException {
    BarFold fold = new BarFold(BarWidth.MINUTE);
    trades.forEach(fold::add);
    Bar bar = fold.bars().get(0);
    StoredBar stored =
        new StoredBar(
            bar,
            isFinal ? Layer.BATCH : Layer.SPEED,
            isFinal,
            isComplete,
            isFinal ? OptionalLong.of(17) : OptionalLong.empty(),
            START);

    assertThat(BarJson.of(PrintedBar.of(stored)))
        .isEqualTo(JSON.writeValueAsString(figures(stored)));
  }

  /** The oracle: the JSON of a map, with the averages of BigDecimal and the times of Instant. */
  private static Map<String, Object> figures(StoredBar stored) {
    Bar bar = stored.bar();
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("start", bar.start().toString());
    figures.put("end", bar.start().plusSeconds(60).toString());
    figures.put("open", bar.open().toPlainString());
    figures.put("high", bar.high().toPlainString());
    figures.put("low", bar.low().toPlainString());
    figures.put("close", bar.close().toPlainString());
    figures.put("vwap", quotient(bar.quoteVolume(), bar.baseVolume()));
    figures.put("mean_price", quotient(bar.priceSum(), BigDecimal.valueOf(bar.trades())));
    figures.put("base_volume", bar.baseVolume().toPlainString());
    figures.put("buy_volume", bar.buyVolume().toPlainString());
    figures.put("sell_volume", bar.sellVolume().toPlainString());
    figures.put("quote_volume", bar.quoteVolume().toPlainString());
    figures.put("trades", bar.trades());
    figures.put("buys", bar.buys());
    figures.put("sells", bar.sells());
    figures.put("first_trade_id", bar.firstTradeId());
    figures.put("last_trade_id", bar.lastTradeId());
    figures.put("open_time", bar.openTime().toString());
    figures.put("close_time", bar.closeTime().toString());
    figures.put("layer", stored.isFinal() ? "batch" : "speed");
    figures.put("final", stored.isFinal());
    figures.put("complete", stored.isComplete());
    figures.put("run_id", stored.isFinal() ? 17 : null);
    return figures;
  }

  private static String quotient(BigDecimal total, BigDecimal weight) {
    BigDecimal quotient = total.divide(weight, 18, RoundingMode.HALF_UP);
    return quotient.signum() == 0 ? "0" : quotient.stripTrailingZeros().toPlainString();
  }

  @Provide
  Arbitrary<List<Trade>> trades() {
    return Combinators.combine(
            Arbitraries.longs().between(1, 1_000_000),
            Arbitraries.longs().between(0, 59_999_999),
            amounts(),
            amounts(),
            Arbitraries.of(Side.class))
        .as(
            (id, micros, price, size, side) ->
                new Trade(PAIR, id, START.plusNanos(micros * 1_000), price, size, side))
        .list()
        .uniqueElements(Trade::tradeId)
        .ofMinSize(1)
        .ofMaxSize(20);
  }

  private static Arbitrary<BigDecimal> amounts() {
    return Combinators.combine(
            Arbitraries.longs().between(1, 999_999_999_999L),
            Arbitraries.integers().between(0, Trade.MAX_FRACTION_DIGITS))
        .as(BigDecimal::valueOf);
  }
}
