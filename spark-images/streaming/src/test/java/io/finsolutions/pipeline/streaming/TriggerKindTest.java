package io.finsolutions.pipeline.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.service.ServiceCommand;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class TriggerKindTest {
  @Command(name = "streaming")
  private static final class Streaming implements Callable<Integer> {
    @Option(names = "--trigger")
    private TriggerKind trigger;

    @Override
    public Integer call() {
      return 0;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "continuous, CONTINUOUS",
    "CONTINUOUS, CONTINUOUS",
    "micro-batch, MICRO_BATCH",
    "Micro-Batch, MICRO_BATCH",
    "MICRO_BATCH, MICRO_BATCH",
  })
  void aTriggerIsSetAsItIsWrittenInWhateverCase(String text, TriggerKind kind) {
    Streaming streaming = new Streaming();

    assertThat(ServiceCommand.execute(streaming, Map.of("PIPELINE_TRIGGER", text))).isZero();

    assertThat(streaming.trigger).isEqualTo(kind);
  }
}
