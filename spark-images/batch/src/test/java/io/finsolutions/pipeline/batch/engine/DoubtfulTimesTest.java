package io.finsolutions.pipeline.batch.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.batch.Trades;
import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.market.BarFold;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.IdRange;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class DoubtfulTimesTest {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  @Property
  void aBarIsDoubtfulIfOneOfTheHolesTouchesIt(
      @ForAll("holes") List<Hole> holes,
      @ForAll @IntRange(max = 200) int second,
      @ForAll BarWidth width) {
    BarFold fold = new BarFold(width);
    String time = START.plusSeconds(second).toString();
    fold.add(Trades.trade(Trades.BTC_USD, 1, time, "1", "1"));
    Bar bar = fold.bars().get(0);

    assertThat(new DoubtfulTimes(holes).touch(bar))
        .isEqualTo(holes.stream().anyMatch(hole -> hole.touches(bar.start(), bar.end())));
  }

  @Provide
  Arbitrary<List<Hole>> holes() {
    return Combinators.combine(
            Arbitraries.integers().between(-100, 2_100), Arbitraries.of(0, 1, 5, 10, 95, 700))
        .as(
            (start, length) ->
                new Hole(
                    new IdRange(5, 6),
                    START.plusMillis(start * 100L),
                    START.plusMillis((start + length) * 100L)))
        .list()
        .ofMaxSize(8);
  }
}
