package io.finsolutions.pipeline.batch.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.market.IdRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SeenTradesTest {
  @Test
  void aHoleHasTheTimesOfTheTradesAroundIt() {
    assertThat(seen(1, 2, 3, 7, 8).holes())
        .containsExactly(new Hole(new IdRange(4, 6), timeOf(3), timeOf(7)));
  }

  @Test
  void aHoleWhoseTradesAreOutOfOrderLiesBetweenTheirTimes() {
    SeenTrades seen = new SeenTrades();
    seen.add(1, timeOf(9));
    seen.add(3, timeOf(5));

    assertThat(seen.holes()).containsExactly(new Hole(new IdRange(2, 2), timeOf(5), timeOf(9)));
  }

  @Test
  void whatLiesBeforeTheLastFinalTradeIsNobodysBusiness() {
    assertThat(seen(1, 4, 12, 13).from(10, timeOf(10)).holes())
        .containsExactly(new Hole(new IdRange(11, 11), timeOf(10), timeOf(12)));
    assertThat(seen(1, 4).from(10, timeOf(10)).holes()).isEmpty();
  }

  @Test
  void lateTradesBelowTheFirstFinalOneShowHolesUpToIt() {
    assertThat(seen(2, 4, 12, 13).upTo(6, timeOf(6)).holes())
        .containsExactly(
            new Hole(new IdRange(3, 3), timeOf(2), timeOf(4)),
            new Hole(new IdRange(5, 5), timeOf(4), timeOf(6)));
    assertThat(seen(12, 13).upTo(6, timeOf(6)).holes()).isEmpty();
  }

  @Property
  void holesAreWhatAPlainSetSays(
      @ForAll List<@LongRange(min = 1, max = 40) Long> one,
      @ForAll List<@LongRange(min = 1, max = 40) Long> other) {
    SeenTrades seen = new SeenTrades();
    one.forEach(id -> seen.add(id, timeOf(id)));
    SeenTrades more = new SeenTrades();
    other.forEach(id -> more.add(id, timeOf(id)));
    seen.addAll(more);

    TreeSet<Long> ids = new TreeSet<>(one);
    ids.addAll(other);
    assertThat(seen.holes()).isEqualTo(plainHoles(ids));
  }

  private static List<Hole> plainHoles(TreeSet<Long> ids) {
    List<Hole> holes = new ArrayList<>();
    for (Long id : ids) {
      Long next = ids.higher(id);
      if (next != null && next > id + 1) {
        holes.add(new Hole(new IdRange(id + 1, next - 1), timeOf(id), timeOf(next)));
      }
    }
    return holes;
  }

  private static SeenTrades seen(long... ids) {
    SeenTrades seen = new SeenTrades();
    for (long id : ids) {
      seen.add(id, timeOf(id));
    }
    return seen;
  }

  private static Instant timeOf(long id) {
    return Instant.ofEpochSecond(1_000 + id);
  }
}
