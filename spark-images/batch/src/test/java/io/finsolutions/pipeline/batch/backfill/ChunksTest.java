package io.finsolutions.pipeline.batch.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.market.IdRange;
import io.finsolutions.pipeline.market.TradeIds;
import org.junit.jupiter.api.Test;

class ChunksTest {
  @Test
  void runsOfIdsAreCutAtTheMultiplesOfTheSize() {
    assertThat(Chunks.of(TradeIds.of(new IdRange(1_995, 4_003), new IdRange(9_000, 9_000)), 1_000))
        .containsExactly(
            new IdRange(1_995, 1_999),
            new IdRange(2_000, 2_999),
            new IdRange(3_000, 3_999),
            new IdRange(4_000, 4_003),
            new IdRange(9_000, 9_000));
    assertThat(Chunks.of(new TradeIds(), 1_000)).isEmpty();
  }
}
