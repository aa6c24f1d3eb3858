package io.finsolutions.pipeline.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finsolutions.pipeline.harness.Eventually;
import io.finsolutions.pipeline.service.FailedException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The operator as a process: its start, its probes and its end. */
class ProcessIT {
  private static final Duration ENDS = Duration.ofSeconds(12);

  private static Surrounding surrounding;

  @BeforeAll
  static void create() {
    surrounding = Surrounding.create();
  }

  @AfterAll
  static void close() {
    surrounding.close();
  }

  @Test
  void withoutItsDefinitionItDoesNotStartAndSaysWhyInALine() {
    assertThatThrownBy(
            () -> prepare().astray((method, path) -> path.contains("cryptopipelines")).start())
        .isInstanceOf(FailedException.class)
        .hasMessageStartingWith("cannot start: ")
        .hasMessageContaining("cryptopipelines.finsolutions.io")
        .extracting(Throwable::getMessage)
        .asString()
        .hasLineCount(1);
  }

  @Test
  void itIsReadyOnceItHasSeenWhatThereIs() throws Exception {
    try (TestOperator operator = prepare().prepare()) {
      assertThat(operator.probe("/livez")).isEqualTo(HttpURLConnection.HTTP_OK);
      assertThat(operator.probe("/readyz")).isEqualTo(HttpURLConnection.HTTP_UNAVAILABLE);
      operator.begin();
      assertThat(operator.probe("/readyz")).isEqualTo(HttpURLConnection.HTTP_OK);
    }
  }

  @Test
  void itEndsWithinSecondsAlsoInTheMiddleOfItsWork() throws InterruptedException {
    TestOperator operator = prepare().start();
    IntStream.range(0, 20).forEach(number -> surrounding.applyOwn("busy-" + number));
    Eventually.await(
        "it works",
        () -> operator.requests().writes().stream().anyMatch(one -> one.resource().equals("jobs")));

    long began = System.nanoTime();
    operator.close();

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(ENDS);
    int writes = operator.requests().writes().size();
    surrounding.nudge();
    try (TestOperator next = prepare().start()) {
      surrounding.awaitReady("busy-0");
      assertThat(next.requests().forbidden()).isEmpty();
    }
    assertThat(operator.requests().writes()).as("writes after the end").hasSize(writes);
  }

  private static TestOperator.Builder prepare() {
    return TestOperator.of(surrounding.client().getConfiguration(), surrounding.namespace());
  }
}
