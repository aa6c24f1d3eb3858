package io.finsolutions.pipeline.archive.iceberg;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.market.Trade;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AmountsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "10",
        "9.223372036854775807",
        "9.223372036854775808",
        "18.446744073709551616",
        "83277.25",
        "0.00000029",
        "0.123456789",
        "0.000000000000000001",
        "99999999999999999999.999999999999999999",
        "99999999999999999999",
        "10000000000000000000"
      })
  void anAmountIsReadAsATradeHasIt(String amount) {
    byte[] unscaled =
        new BigDecimal(amount).setScale(Trade.MAX_FRACTION_DIGITS).unscaledValue().toByteArray();
    ByteBuffer bytes = ByteBuffer.allocate(2 * Long.BYTES);
    bytes.position(bytes.capacity() - unscaled.length);
    bytes.put(unscaled).flip();

    assertThat(Amounts.amount(bytes.getLong(), bytes.getLong())).isEqualTo(new BigDecimal(amount));
  }
}
