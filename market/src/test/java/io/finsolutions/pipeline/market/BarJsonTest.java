package io.finsolutions.pipeline.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BarJsonTest {
  @Test
  void aBarIsWrittenWithEveryColumnAndExactly() {
    BarFold fold = new BarFold(BarWidth.SECOND);
    fold.add(Trades.trade(8, "2026-09-30T02:39:53.1Z", "83277.25", "0.00000029", Side.SELL));
    fold.add(Trades.trade(9, "2026-09-30T02:39:53.354654Z", "83277", "1.5", Side.BUY));

    assertThat(fold.bars())
        .extracting(bar -> new String(BarJson.encode(bar), StandardCharsets.UTF_8))
        .containsExactly(
            """
            {"v":1,"product":"BTC-USD","width":"second","start":"2026-09-30T02:39:53Z",\
            "trades":2,"buys":1,"sells":1,"open":"83277.25","high":"83277.25","low":"83277",\
            "close":"83277","vwap":"83277.000000048333323989",\
            "open_time":"2026-09-30T02:39:53.100Z","close_time":"2026-09-30T02:39:53.354654Z",\
            "first_trade_id":8,"last_trade_id":9,"base_volume":"1.50000029",\
            "buy_volume":"0.00000029","sell_volume":"1.5","quote_volume":"124915.5241504025",\
            "price_sum":"166554.25"}""");
  }
}
