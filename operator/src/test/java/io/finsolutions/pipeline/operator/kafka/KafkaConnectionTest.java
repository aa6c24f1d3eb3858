package io.finsolutions.pipeline.operator.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaConnectionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          kafka:9092 | 9092
          a:9093,b:9092,c:9093 | 9092 9093
          [fd00::1]:9092 | 9092
          """)
  void knowsThePortsOfItsBrokers(String servers, String ports) {
    List<Integer> expected = Arrays.stream(ports.split(" ")).map(Integer::valueOf).toList();

    assertThat(new KafkaConnection(servers, false, "").ports()).isEqualTo(expected);
  }
}
