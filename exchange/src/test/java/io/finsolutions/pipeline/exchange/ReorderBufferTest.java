package io.finsolutions.pipeline.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.market.Trade;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ReorderBufferTest {
  @Property(tries = 200)
  void everyTradeComesOnceAndNotFarFromItsPlace(
      @ForAll @IntRange(min = 1, max = 20) int span,
      @ForAll @IntRange(min = 1, max = 40) int atOnce,
      @ForAll long seed) {
    List<Trade> in = Trades.sequence(100, 1);
    ReorderBuffer buffer = new ReorderBuffer(new Random(seed)::nextInt);
    List<Trade> out = new ArrayList<>();
    for (int first = 0; first < in.size(); first += atOnce) {
      out.addAll(buffer.exchange(in.subList(first, Math.min(first + atOnce, in.size())), span));
    }
    out.addAll(buffer.drain());
    assertThat(out).containsExactlyInAnyOrderElementsOf(in);
    for (int i = 0; i < out.size(); i++) {
      assertThat(Math.abs(out.get(i).tradeId() - 1 - i)).isLessThanOrEqualTo(span);
    }
  }
}
