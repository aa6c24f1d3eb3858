package io.finsolutions.pipeline.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SerializedBarTest {
  @Property
  void barsComeThroughJavaSerializationAsTheyWere(
      @ForAll("trades") List<Trade> trades, @ForAll BarWidth width) throws Exception {
    BarFold fold = new BarFold(width);
    trades.forEach(fold::add);

    assertThat(throughBytes(fold.bars())).isEqualTo(fold.bars());
  }

  @Test
  void sumsBeyondALongComeThrough() throws Exception {
    BigDecimal huge = new BigDecimal("99999999999999999999.123456789012345678");
    BarFold fold = new BarFold(BarWidth.SECOND);
    Instant time = Instant.parse("2026-02-28T23:59:59.999999Z");
    fold.add(new Trade(TradingPair.parse("BTC-USD"), 1, time, huge, huge, Side.SELL));

    assertThat(throughBytes(fold.bars())).isEqualTo(fold.bars());
  }

  @Test
  void aBarTakesFewBytes() throws Exception {
    BarFold fold = new BarFold(BarWidth.SECOND);
    Instant time = Instant.parse("2026-02-28T23:59:59.999999Z");
    fold.add(
        new Trade(
            TradingPair.parse("BTC-USD"),
            1,
            time,
            new BigDecimal("64123.45"),
            new BigDecimal("0.00012345"),
            Side.BUY));

    assertThat(bytes(fold.bars()).length).isLessThan(600);
  }

  @Provide
  Arbitrary<List<Trade>> trades() {
    return TradeArbitraries.trades();
  }

  private static Object throughBytes(List<Bar> bars) throws IOException, ClassNotFoundException {
    return new ObjectInputStream(new ByteArrayInputStream(bytes(bars))).readObject();
  }

  private static byte[] bytes(List<Bar> bars) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new ObjectOutputStream(bytes)) {
      out.writeObject(bars);
    }
    return bytes.toByteArray();
  }
}
