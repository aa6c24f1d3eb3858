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
    run(1, "2026-03-01T00:00:00Z", "2026-03-01T01:00:00Z", "{}");
    run(2, "2026-03-01T01:00:00Z", "2026-03-01T02:00:00Z", "{}");
    run(3, "2026-03-01T02:00:00Z", "2026-03-01T03:00:00Z", "{2026-03-01T00:00:00Z}");
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  @Test
  void theLatestRunOfARangeIsTheLastThatHasWrittenAnyOfIt() throws SQLException {
    assertThat(lastRun("2026-03-01T01:30:00Z", "2026-03-01T02:00:00Z")).hasValue(2);
    assertThat(lastRun("2026-03-01T01:30:00Z", "2026-03-01T02:00:01Z")).hasValue(3);
    assertThat(lastRun("2026-03-01T03:00:00Z", "2026-03-01T04:00:00Z")).isEmpty();
  }

  @Test
  void aRunHasWrittenTheHoursAgainOfWhichATradeCameLate() throws SQLException {
    assertThat(lastRun("2026-03-01T00:59:00Z", "2026-03-01T01:00:00Z")).hasValue(3);
    assertThat(lastRun("2026-03-01T01:00:00Z", "2026-03-01T01:01:00Z")).hasValue(2);
  }

  private OptionalLong lastRun(String from, String to) throws SQLException {
    return new RunStore(connection)
        .rangeState(PAIR, Instant.parse(from), Instant.parse(to))
        .lastRunId();
  }

  private void run(long id, String from, String to, String dirtyHours) throws SQLException {
    database.execute(
        "INSERT INTO ops.runs (run_id, product, kind, status, range_start, range_end, dirty_hours)"
            + " OVERRIDING SYSTEM VALUE VALUES (%d, 'BTC-USD', 'scheduled', 'done', '%s', '%s', '%s')"
                .formatted(id, from, to, dirtyHours));
  }
}
