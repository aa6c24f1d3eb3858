package io.finsolutions.pipeline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class SignalJsonTest {
  @Property(tries = 300)
  void sentencesComeBackAsTheyWere(@ForAll List<String> reasons) {
    assertThat(SignalJson.reasons(SignalJson.reasons(reasons))).isEqualTo(reasons);
  }

  @Property(tries = 300)
  void figuresComeBackAsTheyWere(@ForAll Map<String, @Scale(18) BigDecimal> inputs) {
    TreeMap<String, BigDecimal> sorted = new TreeMap<>(inputs);

    assertThat(SignalJson.inputs(SignalJson.inputs(sorted))).isEqualTo(sorted);
  }

  @Test
  void figuresAreNumbersWithoutAnExponent() {
    TreeMap<String, BigDecimal> inputs =
        new TreeMap<>(Map.of("rsi_14", new BigDecimal("63.2"), "trend", new BigDecimal("1E-8")));

    assertThat(SignalJson.inputs(inputs)).isEqualTo("{\"rsi_14\":63.2,\"trend\":0.00000001}");
  }

  @Test
  void whatIsNoJsonIsAnError() {
    assertThatThrownBy(() -> SignalJson.inputs("{\"rsi_14\":"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("{\"rsi_14\":");
  }
}
