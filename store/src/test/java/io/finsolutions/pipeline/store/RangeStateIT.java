package io.finsolutions.pipeline.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.market.TradingPair;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RangeStateIT {
  private static final TradingPair PAIR = TradingPair.parse("BTC-USD");

  private TestDatabase database;
  private Connection connection;

  @BeforeEach
  void runs() throws SQLException {
    database = TestDatabase.migrated();
    connection = database.connect();
    database.execute("TRUNCATE ops.runs CASCADE");
    run(1, "scheduled", "2026-03-01T00:00:00Z", "2026-03-01T01:00:00Z", "{}");
    run(2, "scheduled", "2026-03-01T01:00:00Z", "2026-03-01T02:00:00Z", "{}");
    run(3, "scheduled", "2026-03-01T02:00:00Z", "2026-03-01T03:00:00Z", "{2026-03-01T00:00:00Z}");
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  @Test
  void aRunHasWrittenTheHoursAgainOfWhichATradeCameLate() throws SQLException {
    assertThat(lastRewrite("2026-03-01T00:59:00Z", "2026-03-01T01:00:00Z")).hasValue(3);
    assertThat(lastRewrite("2026-03-01T01:00:00Z", "2026-03-01T01:01:00Z")).isEmpty();
  }

  @Test
  void whatWasMadeFinalOnceIsNotWrittenAgain() throws SQLException {
    assertThat(lastRewrite("2026-03-01T01:00:00Z", "2026-03-01T03:00:00Z")).isEmpty();
  }

  @Test
  void aRangeThatSomebodyAskedForAgainIsWrittenAgain() throws SQLException {
    run(4, "recompute", "2026-03-01T00:30:00Z", "2026-03-01T02:00:00Z", "{}");
    run(5, "recompute", "2026-03-01T02:30:00Z", "2026-03-01T03:00:00Z", "{}");

    assertThat(lastRewrite("2026-03-01T01:59:59Z", "2026-03-01T02:00:00Z")).hasValue(4);
    assertThat(lastRewrite("2026-03-01T02:00:00Z", "2026-03-01T02:30:00Z")).isEmpty();
    assertThat(lastRewrite("2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z")).hasValue(5);
  }

  @Test
  void aRunThatFailedHasWrittenNothing() throws SQLException {
    run(4, "recompute", "2026-03-01T00:30:00Z", "2026-03-01T02:00:00Z", "{}");
    database.execute("UPDATE ops.runs SET status = 'failed' WHERE run_id = 4");

    assertThat(lastRewrite("2026-03-01T01:00:00Z", "2026-03-01T02:00:00Z")).isEmpty();
  }

  private OptionalLong lastRewrite(String from, String to) throws SQLException {
    return new RunStore(connection)
        .rangeState(PAIR, Instant.parse(from), Instant.parse(to))
        .lastRewrite();
  }

  private void run(long id, String kind, String from, String to, String dirtyHours)
      throws SQLException {
    database.execute(
        "INSERT INTO ops.runs (run_id, product, kind, status, range_start, range_end, dirty_hours)"
            + " OVERRIDING SYSTEM VALUE VALUES (%d, 'BTC-USD', '%s', 'done', '%s', '%s', '%s')"
                .formatted(id, kind, from, to, dirtyHours));
  }
}
