package io.finsolutions.pipeline.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.service.ExitCode;
import io.finsolutions.pipeline.service.ServiceCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ProducerCommandTest {
  private final StringWriter errors = new StringWriter();

  @Test
  void allWrongFormsAreReportedAtOnce() {
    int code =
        run(
            Map.of("PIPELINE_TRADES_TOPIK", "trades"),
            "--trading-pair=btc",
            "--backfill-horizon=soon",
            "--management-port=x");

    assertThat(code).isEqualTo(ExitCode.USAGE);
    assertThat(errors.toString())
        .contains("--trading-pair")
        .contains("--backfill-horizon")
        .contains("--management-port")
        .contains("--kafka-bootstrap-servers")
        .contains("PIPELINE_TRADES_TOPIK");
  }

  @Test
  void allValuesOutOfRangeAreReportedAtOnce() {
    int code =
        run(
            Map.of("PIPELINE_TRADING_PAIR", "BTC-USD", "PIPELINE_KAFKA_BOOTSTRAP_SERVERS", "k:1"),
            "--trades-topic=a/b",
            "--dead-letter-topic=a/b",
            "--management-port=70000",
            "--backfill-horizon=0s");

    assertThat(code).isEqualTo(ExitCode.USAGE);
    assertThat(errors.toString())
        .contains("--trades-topic: ")
        .contains("--dead-letter-topic: ")
        .contains("are both a/b")
        .contains("--management-port 70000")
        .contains("--backfill-horizon is zero");
  }

  @Test
  void anAddressThatIsNoneIsReported() {
    int code =
        run(
            Map.of(),
            "--trading-pair=BTC-USD",
            "--kafka-bootstrap-servers=k:1",
            "--coinbase-websocket-url=http://example.org");

    assertThat(code).isEqualTo(ExitCode.USAGE);
    assertThat(errors.toString()).contains("http://example.org");
  }

  private int run(Map<String, String> environment, String... arguments) {
    CommandLine line = ServiceCommand.commandLine(new ProducerCommand(), environment);
    return line.setErr(new PrintWriter(errors)).execute(arguments);
  }
}
