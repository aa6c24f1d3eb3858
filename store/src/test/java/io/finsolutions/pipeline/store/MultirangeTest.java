package io.finsolutions.pipeline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.finsolutions.pipeline.market.IdRange;
import io.finsolutions.pipeline.market.TradeIds;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MultirangeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7 | 7 | {[7,8)}",
        "1 | 5 | {[1,6)}",
        "-3 | -1 | {[-3,0)}",
        "9223372036854775806 | 9223372036854775806 | "
            + "{[9223372036854775806,9223372036854775807)}",
      })
  void aRunIsWrittenHalfOpen(long first, long last, String text) {
    assertThat(Multirange.format(TradeIds.of(new IdRange(first, last)))).isEqualTo(text);
  }

  @Test
  void noIdsAreWrittenAsBraces() {
    assertThat(Multirange.format(new TradeIds())).isEqualTo("{}");
    assertThat(Multirange.parse("{}")).isEqualTo(new TradeIds());
  }

  @Test
  void aRunUpToTheHighestIdHasNoEndSincePostgresHasNoNumberForIt() {
    TradeIds ids = TradeIds.of(new IdRange(5, Long.MAX_VALUE));

    assertThat(Multirange.format(ids)).isEqualTo("{[5,)}");
    assertThat(Multirange.parse("{[5,)}")).isEqualTo(ids);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "}",
        "[1,6)",
        "{[1,6)",
        "[1,6)}",
        "{[1,6),}",
        "{,[1,6)}",
        "{[1,6)[7,9)}",
        "{[1,6);[7,9)}",
        "{[1,6),(7,9]}",
        "{[1,6)}}",
        "{[1,6)} "
      })
  void whatIsNoMultirangeIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Multirange.parse(text))
        .withMessage("\"" + text + "\" is not a multirange of trade ids");
  }

  @Test
  void aSetOfAsManyRunsAsYouLikeIsReadBack() {
    TradeIds everyOther = new TradeIds();
    for (long id = 1; id < 200_000; id += 2) {
      everyOther.add(id);
    }

    assertThat(Multirange.parse(Multirange.format(everyOther))).isEqualTo(everyOther);
  }

  @Property
  void whatIsWrittenIsReadBack(@ForAll("sets") TradeIds ids) {
    assertThat(Multirange.parse(Multirange.format(ids))).isEqualTo(ids);
  }

  @Provide
  Arbitrary<TradeIds> sets() {
    Arbitrary<IdRange> crowded =
        Combinators.combine(Arbitraries.longs().between(1, 60), Arbitraries.longs().between(0, 10))
            .as((first, more) -> new IdRange(first, first + more));
    Arbitrary<IdRange> anywhere =
        Combinators.combine(Arbitraries.longs(), Arbitraries.longs())
            .as((one, other) -> new IdRange(Math.min(one, other), Math.max(one, other)));
    return Arbitraries.oneOf(crowded, crowded, anywhere)
        .list()
        .ofMaxSize(20)
        .map(ranges -> TradeIds.of(ranges.toArray(IdRange[]::new)));
  }
}
