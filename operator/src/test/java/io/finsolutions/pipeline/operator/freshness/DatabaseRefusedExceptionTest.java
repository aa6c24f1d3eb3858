package io.finsolutions.pipeline.operator.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseRefusedExceptionTest {
  @ParameterizedTest
  @CsvSource({
    "53100, true", // the volume is full
    "53300, true", // too many connections
    "3D000, true", // no such database
    "55000, true", // it takes no connections
    "28P01, false", // the password
    "28000, false", // the address
    "08001, false", // not reached
    ", false",
  })
  void aServerThatWasReachedRefusesUnlessItIsForWhoAsks(String state, boolean isRefusal) {
    SQLException failure = new SQLException("said", state);

    SQLException is = DatabaseRefusedException.of(failure);

    assertThat(is instanceof DatabaseRefusedException).isEqualTo(isRefusal);
    assertThat(is.getMessage()).isEqualTo("said");
    assertThat(is.getSQLState()).isEqualTo(state);
  }
}
