package io.finsolutions.pipeline.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.finsolutions.pipeline.console.TestConsole;
import io.finsolutions.pipeline.console.TestPipeline;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class GoneAskerIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** More than a pipeline has connections. */
  private static final int ASKERS = 10;

  private static TestConsole console;

  private final BlockingQueue<ILoggingEvent> logged = new LinkedBlockingQueue<>();
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Logger own = (Logger) LoggerFactory.getLogger(ProblemAnswers.class);
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          logged.add(event);
        }
      };

  /** Far more seconds than what fits into the buffers between the console and who asks. */
  @BeforeAll
  static void start() throws SQLException {
    TestPipeline pipeline = TestPipeline.of("BTC-USD");
    pipeline.execute(
        "INSERT INTO ops.handover (product) VALUES ('BTC-USD')",
        "INSERT INTO speed.bars_1s SELECT 'BTC-USD', t, 1, 1, 0, 1, 1, 1, 1, t, t, 1, 1, 1, 1, 0, 1, 1"
            + " FROM generate_series('2026-09-30Z'::timestamptz, '2026-09-30 20:00Z', '1 second') t");
    console = TestConsole.of(pipeline);
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @BeforeEach
  void listen() {
    appender.start();
    root.addAppender(appender);
    own.setLevel(Level.DEBUG);
  }

  @AfterEach
  void listenNoMore() {
    own.setLevel(null);
    root.detachAppender(appender);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&fill=previous", "&format=csv"})
  void whoGoesAwayCostsALineOfTheLogAndNoConnection(String how) throws Exception {
    String path =
        "/v1/products/BTC-USD/bars?interval=1s&from=2026-09-30T00:00:00Z&to=2026-09-30T20:00:00Z";
    for (int i = 0; i < ASKERS; i++) {
      askAndGoAway(path + how);
    }

    for (int i = 0; i < ASKERS; i++) {
      ILoggingEvent event = logged.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      assertThat(event).isNotNull();
      assertThat(event.getFormattedMessage())
          .startsWith("asker has gone path=/v1/products/BTC-USD/bars");
      assertThat(event.getLevel()).isEqualTo(Level.DEBUG);
      assertThat(event.getThrowableProxy()).isNull();
    }
    assertThat(console.get("/v1/products/BTC-USD/bars?limit=1").statusCode()).isEqualTo(200);
    assertThat(logged).isEmpty();
  }

  private static void askAndGoAway(String path) throws IOException {
    try (Socket socket = new Socket("localhost", console.port())) {
      // Closed without a farewell, as by a process that was ended.
      socket.setSoLinger(true, 0);
      socket
          .getOutputStream()
          .write(
              ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      assertThat(socket.getInputStream().read()).isEqualTo('H');
    }
  }
}
