package io.finsolutions.pipeline.bench.console;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;

/** Rows as months of a busy pair leave them, made by the database itself. */
final class History {
  private static final Duration PROVISIONAL = Duration.ofMinutes(15);

  private static final String COLUMNS =
      "product, start, trades, buys, sells, open, high, low, close, open_time, close_time,"
          + " first_trade_id, last_trade_id, base_volume, buy_volume, sell_volume, quote_volume,"
          + " price_sum";

  // Prices of two digits and sizes of eight, as the exchange has them.
  private static final String SELECT =
      """
      SELECT 'BTC-USD', t, 8, 5, 3, p, p + 4.15, p - 3.07, p + 1.11, t, t + interval '0.9 seconds',
        8 * n, 8 * n + 7, 0.51234567, 0.31234567, 0.2, 0.51234567 * p, 8 * p
      FROM (
        SELECT t, n, 60000 + round((500 * sin(n / 5000.0))::numeric, 2) AS p
        FROM generate_series('%s'::timestamptz, '%s'::timestamptz - interval '%s', interval '%s')
          WITH ORDINALITY AS s (t, n)) rows""";

  // Those of the year before: a trade came late in one of a hundred.
  private static final String RUNS_OF_A_YEAR =
      """
      INSERT INTO ops.runs (product, kind, status, finished_at, range_start, range_end, dirty_hours)
      SELECT 'BTC-USD', 'scheduled', 'done', t, t - interval '15 minutes', t,
        CASE WHEN n %% 100 = 0 THEN ARRAY[date_trunc('hour', t)] ELSE '{}' END
      FROM generate_series('%s'::timestamptz - interval '365 days', '%s'::timestamptz,
        interval '15 minutes') WITH ORDINALITY AS s (t, n)""";

  private History() {}

  /**
   * Writes a row for every second, minute, hour and day up to now; the last quarter of an hour is
   * provisional. There are the runs of a year.
   *
   * @return the hand-over
   */
  static Instant write(Connection connection, Instant now, int days) throws SQLException {
    Instant handover = Instant.ofEpochSecond(now.getEpochSecond() / 900 * 900).minus(PROVISIONAL);
    Instant from =
        Instant.ofEpochSecond(handover.getEpochSecond() / 86_400 * 86_400)
            .minus(Duration.ofDays(days));
    try (Statement statement = connection.createStatement()) {
      statement.execute("SELECT ops.ensure_months('%s', '%s')".formatted(from, now));
      statement.execute(
          ("INSERT INTO ops.runs (product, kind, status, finished_at, range_start, range_end) VALUES"
                  + " ('BTC-USD', 'scheduled', 'done', now(), '%s', '%s')")
              .formatted(from, handover));
      statement.execute(RUNS_OF_A_YEAR.formatted(from, from));
      for (String[] width :
          new String[][] {
            {"1s", "1 second"}, {"1m", "1 minute"}, {"1h", "1 hour"}, {"1d", "1 day"}
          }) {
        statement.execute(
            "INSERT INTO batch.bars_%s (%s, complete, run_id) SELECT r.*, true, 1 FROM (%s) r"
                .formatted(
                    width[0], COLUMNS, SELECT.formatted(from, handover, width[1], width[1])));
      }
      statement.execute(
          "INSERT INTO speed.bars_1s (%s) %s"
              .formatted(COLUMNS, SELECT.formatted(handover, now, "1 second", "1 second")));
      statement.execute(
          "INSERT INTO ops.handover (product, handover, covered_from, run_id) VALUES ('BTC-USD', '%s', '%s', 1)"
              .formatted(handover, from));
      statement.execute("VACUUM ANALYZE");
      statement.execute("CHECKPOINT");
    }
    return handover;
  }
}
