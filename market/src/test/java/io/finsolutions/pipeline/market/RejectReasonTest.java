package io.finsolutions.pipeline.market;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RejectReasonTest {
  @Test
  void namesOnTheWireStayAsTheyAre() {
    assertThat(RejectReason.values())
        .extracting(RejectReason::wireName)
        .containsExactly(
            "malformed",
            "future_dated",
            "conflicting_duplicate",
            "implausible_id",
            "other_product");
  }
}
