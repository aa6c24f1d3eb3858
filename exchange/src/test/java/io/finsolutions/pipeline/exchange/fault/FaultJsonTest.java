package io.finsolutions.pipeline.exchange.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finsolutions.pipeline.market.IdRange;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultJsonTest {
  static List<Fault> faults() {
    return List.of(
        new Fault.Drop(0.25),
        new Fault.Duplicate(1),
        new Fault.HoldBack(0.5),
        new Fault.Reorder(8),
        new Fault.Straggle(0.05, 300),
        new Fault.Delay(Duration.ofMillis(700)),
        new Fault.Disconnect(true),
        new Fault.HalfOpen(),
        new Fault.RestStatus(429, Optional.of(Duration.ofSeconds(2)), 3),
        new Fault.RestStatus(500, Optional.empty(), Long.MAX_VALUE),
        new Fault.Hide(new IdRange(5, 9)),
        new Fault.HideNext(4),
        new Fault.Late(2, Duration.ofSeconds(30)),
        new Fault.PageHole(3),
        new Fault.MalformedFrame(1),
        new Fault.MalformedTrade(2),
        new Fault.UnknownMessage(),
        new Fault.ConflictingDuplicate(1),
        new Fault.FutureDated(1, Duration.ofHours(2)));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aFaultIsReadAsItWasWritten(Fault fault) {
    assertThat(read(FaultJson.write(fault).toString())).containsExactly(FaultOrder.now(fault));
  }

  @Test
  void anArrayHoldsFaultsWithTimes() {
    assertThat(read("[{\"fault\":\"half-open\"},{\"fault\":\"drop\",\"at_ms\":50,\"for_ms\":70}]"))
        .containsExactly(
            FaultOrder.now(new Fault.HalfOpen()),
            new FaultOrder(
                new Fault.Drop(1), Duration.ofMillis(50), Optional.of(Duration.ofMillis(70))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"fault\":\"explode\"}",
        "{\"probability\":1}",
        "{\"fault\":\"drop\",\"probabilty\":0.5}",
        "{\"fault\":\"drop\",\"probability\":1.5}",
        "{\"fault\":\"drop\",\"probability\":\"often\"}",
        "{\"fault\":\"rest-status\",\"status\":200}",
        "{\"fault\":\"delay\"}",
        "{\"fault\":\"hide\",\"next\":0}",
        "{\"fault\":\"drop\",\"at_ms\":-1}",
        "\"drop\"",
        "{\"fault\":"
      })
  void whatMakesNoSenseIsRefused(String json) {
    assertThatThrownBy(() -> read(json)).isInstanceOf(IllegalArgumentException.class);
  }

  private static List<FaultOrder> read(String json) {
    return FaultJson.read(json.getBytes(StandardCharsets.UTF_8));
  }
}
