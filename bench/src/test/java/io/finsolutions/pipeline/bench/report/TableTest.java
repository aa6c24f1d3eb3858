package io.finsolutions.pipeline.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void columnsAreAsWideAsTheirWidestCell() {
    assertThat(new Table("rate", "p50").row(200, "6.2").row(1_000_000, "12.75").toString())
        .isEqualTo(
            """
            | rate    | p50   |
            | ------- | ----- |
            | 200     | 6.2   |
            | 1000000 | 12.75 |
            """);
  }

  @Test
  void aRowThatDoesNotFitIsRefused() {
    Table table = new Table("rate", "p50");
    assertThatIllegalArgumentException().isThrownBy(() -> table.row(200));
  }
}
