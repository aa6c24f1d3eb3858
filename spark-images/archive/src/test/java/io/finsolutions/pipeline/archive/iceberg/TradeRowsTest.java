package io.finsolutions.pipeline.archive.iceberg;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.market.Origin;
import io.finsolutions.pipeline.market.Side;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradeMessage;
import io.finsolutions.pipeline.market.TradingPair;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TradeRowsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "83277.25",
        "0.00000029",
        "0.123456789",
        "0.000000000000000001",
        "99999999999999999999.999999999999999999",
        "99999999999999999999",
        "10000000000000000000"
      })
  void anAmountIsReadAsItWasWritten(String amount) {
    BigDecimal price = new BigDecimal(amount);
    for (Side side : Side.values()) {
      for (Origin origin : Origin.values()) {
        TradeMessage message =
            new TradeMessage(
                new Trade(
                    TradingPair.parse("BTC-USD"),
                    7,
                    Instant.parse("2026-03-01T10:00:00.123456Z"),
                    price,
                    BigDecimal.ONE,
                    side),
                origin);

        assertThat(new TradeRows().trade(TradeTable.row(message))).isEqualTo(message);
      }
    }
  }

  @Test
  void rowsOfSeveralProductsAreToldApart() {
    TradeRows rows = new TradeRows();
    for (String product : new String[] {"BTC-USD", "ETH-USD", "BTC-USD"}) {
      TradeMessage message =
          new TradeMessage(
              new Trade(
                  TradingPair.parse(product),
                  7,
                  Instant.parse("2026-03-01T10:00:00Z"),
                  BigDecimal.ONE,
                  BigDecimal.TEN,
                  Side.SELL),
              Origin.LIVE);

      assertThat(rows.trade(TradeTable.row(message))).isEqualTo(message);
    }
  }
}
