package io.finsolutions.pipeline.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Any operations on a set of ids, against a sorted set of the JDK that does the same. */
class TradeIdsModelTest {
  /** Ids are drawn from these, so that operations meet, and meet the ends of a long. */
  private static final List<IdRange> WINDOWS =
      List.of(
          new IdRange(Long.MIN_VALUE, Long.MIN_VALUE + 19),
          new IdRange(-10, 30),
          new IdRange(Long.MAX_VALUE - 19, Long.MAX_VALUE));

  private enum Kind {
    ADD,
    ADD_RANGE,
    REMOVE_RANGE,
    ADD_ALL,
    REMOVE_ALL,
    COPY
  }

  /** ADD takes the first of the ranges, ADD_ALL and REMOVE_ALL take all. */
  private record Operation(Kind kind, List<IdRange> ranges) {}

  @Provide
  Arbitrary<List<Operation>> operations() {
    Arbitrary<IdRange> range =
        Arbitraries.of(WINDOWS)
            .flatMap(
                window ->
                    Arbitraries.longs()
                        .between(window.first(), window.last())
                        .tuple2()
                        .map(
                            ends ->
                                new IdRange(
                                    Math.min(ends.get1(), ends.get2()),
                                    Math.max(ends.get1(), ends.get2()))));
    return Combinators.combine(Arbitraries.of(Kind.class), range.list().ofMinSize(1).ofMaxSize(4))
        .as(Operation::new)
        .list()
        .ofMaxSize(40);
  }

  @Property
  void aSetOfTradeIdsIsASet(@ForAll("operations") List<Operation> operations) {
    TradeIds ids = new TradeIds();
    TreeSet<Long> model = new TreeSet<>();
    for (Operation operation : operations) {
      ids = apply(operation, ids, model);
      requireSame(ids, model);
    }
  }

  private static TradeIds apply(Operation operation, TradeIds ids, TreeSet<Long> model) {
    IdRange range = operation.ranges().get(0);
    List<IdRange> ranges = operation.ranges();
    switch (operation.kind()) {
      case ADD -> assertThat(ids.add(range.first())).isEqualTo(model.add(range.first()));
      case ADD_RANGE -> {
        ids.addRange(range.first(), range.last());
        model.addAll(idsOf(List.of(range)));
      }
      case REMOVE_RANGE -> {
        ids.removeRange(range.first(), range.last());
        model.removeAll(idsOf(List.of(range)));
      }
      case ADD_ALL -> {
        ids.addAll(TradeIds.of(ranges.toArray(IdRange[]::new)));
        model.addAll(idsOf(ranges));
      }
      case REMOVE_ALL -> {
        ids.removeAll(TradeIds.of(ranges.toArray(IdRange[]::new)));
        model.removeAll(idsOf(ranges));
      }
      case COPY -> {
        TradeIds copy = ids.copy();
        ids.addRange(range.first(), range.last());
        ids.removeRange(Long.MIN_VALUE, 0);
        return copy;
      }
    }
    return ids;
  }

  private static void requireSame(TradeIds ids, TreeSet<Long> model) {
    List<IdRange> runs = runsOf(model);
    assertThat(ids.ranges()).isEqualTo(runs);
    assertThat(ids.rangeCount()).isEqualTo(runs.size());
    assertThat(ids.count()).isEqualTo(model.size());
    assertThat(ids.isEmpty()).isEqualTo(model.isEmpty());
    if (!model.isEmpty()) {
      assertThat(ids.first()).hasValue(model.first());
      assertThat(ids.last()).hasValue(model.last());
    }
    List<IdRange> holes = new ArrayList<>();
    for (int i = 1; i < runs.size(); i++) {
      holes.add(new IdRange(runs.get(i - 1).last() + 1, runs.get(i).first() - 1));
    }
    assertThat(ids.holes()).isEqualTo(holes);
    for (IdRange window : WINDOWS) {
      TreeSet<Long> missing = idsOf(List.of(window));
      for (long id : missing) {
        assertThat(ids.contains(id)).isEqualTo(model.contains(id));
      }
      missing.removeAll(model);
      assertThat(ids.missingWithin(window.first(), window.last()).ranges())
          .isEqualTo(runsOf(missing));
    }
    TradeIds same = new TradeIds();
    model.descendingSet().forEach(same::add);
    assertThat(ids).isEqualTo(same).hasSameHashCodeAs(same).hasToString(same.toString());
    same.add(1_000);
    assertThat(ids).isNotEqualTo(same);
  }

  private static List<IdRange> runsOf(TreeSet<Long> model) {
    List<IdRange> runs = new ArrayList<>();
    for (long id : model) {
      IdRange latest = runs.isEmpty() ? null : runs.get(runs.size() - 1);
      if (latest != null && latest.last() == id - 1) {
        runs.set(runs.size() - 1, new IdRange(latest.first(), id));
      } else {
        runs.add(new IdRange(id, id));
      }
    }
    return runs;
  }

  private static TreeSet<Long> idsOf(List<IdRange> ranges) {
    TreeSet<Long> ids = new TreeSet<>();
    for (IdRange range : ranges) {
      for (long offset = 0; offset < range.count(); offset++) {
        ids.add(range.first() + offset);
      }
    }
    return ids;
  }
}
