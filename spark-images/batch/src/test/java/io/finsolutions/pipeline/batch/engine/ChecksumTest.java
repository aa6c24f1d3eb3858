package io.finsolutions.pipeline.batch.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.batch.Trades;
import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.market.BarFold;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.Trade;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChecksumTest {
  private final List<Trade> trades =
      Trades.between(Trades.BTC_USD, 1, 200, "2026-03-01T10:00:00Z", "2026-03-01T10:05:00Z");

  @Test
  void itIsASha256InHexadecimal() {
    assertThat(Checksum.of(List.of()))
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assertThat(Checksum.of(seconds(trades))).hasSize(64).matches("[0-9a-f]+");
  }

  @Test
  void theOrderInWhichTradesCameDoesNotMatter() {
    List<Trade> reversed = new ArrayList<>(trades);
    Collections.reverse(reversed);

    assertThat(Checksum.of(seconds(reversed))).isEqualTo(Checksum.of(seconds(trades)));
  }

  @Test
  void oneTradeLessIsAnotherChecksum() {
    assertThat(Checksum.of(seconds(trades.subList(1, trades.size()))))
        .isNotEqualTo(Checksum.of(seconds(trades)));
  }

  private static List<Bar> seconds(List<Trade> trades) {
    BarFold fold = new BarFold(BarWidth.SECOND);
    trades.forEach(fold::add);
    return fold.bars();
  }
}
