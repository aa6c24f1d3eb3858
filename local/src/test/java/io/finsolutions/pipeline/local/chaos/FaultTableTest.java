package io.finsolutions.pipeline.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.local.chaos.ChaosFault.Kill;
import io.finsolutions.pipeline.local.chaos.Recoveries.Recovered;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FaultTableTest {
  private final FaultTable table = new FaultTable();

  @Test
  void eachKindHasALineWithItsRecoveries() {
    Kill broker = new Kill(Target.BROKER);
    for (int seconds : new int[] {9, 4, 6}) {
      table.injected(broker);
      table.recovered(
          new Recovered(
              1,
              broker,
              Duration.ofSeconds(seconds),
              Optional.of(Duration.ofSeconds(seconds - 3))));
    }
    table.injected(new Kill(Target.PRODUCER));

    assertThat(table.lines())
        .containsExactly(
            "fault                              injected recovered    min, s median, s    max, s",
            "broker, kill                              3         3       4.0       6.0       9.0",
            "  since it was ready                      -         3       1.0       3.0       6.0",
            "producer, kill                            1         0         -         -         -");
    assertThat(table.kills()).isEqualTo(4);
    assertThat(table.injected()).isEqualTo(4);
    assertThat(table.recovered()).isEqualTo(3);
  }

  @Test
  void ofAnEvenNumberTheMedianIsTheLowerOfTheTwoInTheMiddle() {
    Kill kill = new Kill(Target.STREAMING);
    for (int seconds = 1; seconds <= 4; seconds++) {
      table.recovered(new Recovered(1, kill, Duration.ofSeconds(seconds), Optional.empty()));
    }

    assertThat(table.killsOf(Target.STREAMING).median()).contains(Duration.ofSeconds(2));
    assertThat(table.killsOf(Target.BATCH).median()).isEmpty();
  }
}
