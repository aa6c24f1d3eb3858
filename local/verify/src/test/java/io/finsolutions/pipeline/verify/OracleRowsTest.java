package io.finsolutions.pipeline.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OracleRowsTest {
  private static final String BAR =
      """
      {"product":"BTC-USD","start":"2026-11-22T18:31:00Z","trades":3,"buys":2,"sells":1,
       "open":"100","high":"102.50","low":"99","close":"101",
       "open_time":"2026-11-22T18:31:00.1Z","close_time":"2026-11-22T18:31:00.900000Z",
       "first_trade_id":7,"last_trade_id":9,"base_volume":"3","buy_volume":"3","sell_volume":"0.0",
       "quote_volume":"304","price_sum":"303.5"}
      """;

  @Test
  void everyColumnIsInTheOneFormOfEqualValues() throws IOException {
    ComparedRow row =
        OracleRows.parse(
                new ByteArrayInputStream(("[" + BAR + "]").getBytes(StandardCharsets.UTF_8)))
            .get(0);

    assertThat(row.start()).isEqualTo(Instant.parse("2026-11-22T18:31:00Z"));
    assertThat(row.columns())
        .containsEntry("high", "102.5")
        .containsEntry("open", "100")
        .containsEntry("sell_volume", "0")
        .containsEntry("open_time", "2026-11-22T18:31:00.100Z")
        .containsEntry("close_time", "2026-11-22T18:31:00.900Z")
        .containsEntry("first_trade_id", "7");
  }

  @Test
  void averagesFollowFromTheSumsToEighteenFractionDigits() throws IOException {
    ComparedRow row =
        OracleRows.parse(
                new ByteArrayInputStream(("[" + BAR + "]").getBytes(StandardCharsets.UTF_8)))
            .get(0);

    assertThat(row.columns())
        .containsEntry("vwap", "101.333333333333333333")
        .containsEntry("mean_price", "101.166666666666666667");
  }
}
