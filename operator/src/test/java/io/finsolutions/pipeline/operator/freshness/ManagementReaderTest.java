package io.finsolutions.pipeline.operator.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.service.Health;
import io.finsolutions.pipeline.service.ManagementServer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ManagementReaderTest {
  private final ManagementReader reader = new ManagementReader();
  private Optional<String> trouble = Optional.empty();
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final ManagementServer server =
      new ManagementServer(
          0,
          new Health() {
            @Override
            public Optional<String> whyNotLive() {
              return Optional.empty();
            }

            @Override
            public Optional<String> whyNotReady() {
              return trouble;
            }
          },
          registry);

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aProcessThatIsNotReadySaysWhy() throws InterruptedException {
    trouble = Optional.of("No space left on device");

    assertThat(reader.whyNotReady(process())).contains("No space left on device");
  }

  @Test
  void aProcessThatIsReadyHasNothingToSay() throws InterruptedException {
    assertThat(reader.whyNotReady(process())).isEmpty();
  }

  @Test
  void itsMetricsAreRead() throws InterruptedException {
    assertThat(reader.metrics(process())).get().asString().contains("jvm_memory_used_bytes");
  }

  @Test
  void ofAProcessThatDoesNotAnswerNothingIsKnown() throws InterruptedException {
    URI process = process();
    server.close();

    assertThat(reader.whyNotReady(process)).isEmpty();
    assertThat(reader.metrics(process)).isEmpty();
  }

  private URI process() {
    return URI.create("http://127.0.0.1:" + server.port());
  }
}
