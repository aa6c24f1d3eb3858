package io.finsolutions.pipeline.batch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchSessionTest {
  @ParameterizedTest
  @CsvSource({
    "10.42.0.7,10.42.0.7",
    "fd00::7,[fd00::7]",
    "[fd00::7],[fd00::7]",
    "btc-usd-batch.pipelines.svc,btc-usd-batch.pipelines.svc"
  })
  void anAddressIsWrittenAsSparkWantsIt(String host, String written) {
    assertThat(BatchSession.inBrackets(host)).isEqualTo(written);
  }
}
