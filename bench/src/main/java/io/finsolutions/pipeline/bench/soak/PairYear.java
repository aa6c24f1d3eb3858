package io.finsolutions.pipeline.bench.soak;

import io.finsolutions.pipeline.bench.report.Figures;
import io.finsolutions.pipeline.bench.report.Table;
import io.finsolutions.pipeline.bench.rig.Rig;
import io.finsolutions.pipeline.market.BarWidth;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How large the database of a pair is after a year: the bytes of a stored row, with its part of the
 * indexes and of what pages have free, times the rows of a year at the rate at which they came.
 */
final class PairYear {
  private static final double DAYS = 365.25;
  private static final double DAY_SECONDS = Duration.ofDays(1).toSeconds();

  /** Of fewer rows, what a page has free says more than the rows do. */
  private static final int ENOUGH_ROWS = 100;

  private static final Map<String, BarWidth> BARS = new LinkedHashMap<>();

  static {
    BARS.put("batch.bars_1s", BarWidth.SECOND);
    BARS.put("batch.bars_1m", BarWidth.MINUTE);
    BARS.put("batch.bars_1h", BarWidth.HOUR);
    BARS.put("batch.bars_1d", BarWidth.DAY);
  }

  private static final String SIZE =
      """
      SELECT count(*) AS rows,
        extract(epoch FROM max(%2$s) - min(%2$s)) AS seconds,
        pg_total_relation_size('%1$s') + (
          SELECT coalesce(sum(pg_total_relation_size(inhrelid)), 0) FROM pg_inherits
          WHERE inhparent = '%1$s'::regclass) AS bytes
      FROM %1$s""";

  private PairYear() {}

  /** Measures the final tables as they are. */
  static Table of(Rig rig) throws SQLException {
    Table table = new Table("table", "rows", "bytes a row", "rows a year", "MB a year");
    double sum = 0;
    double bytesOfABar = 0;
    try (Connection connection = rig.connect("bench");
        Statement statement = connection.createStatement()) {
      for (Map.Entry<String, BarWidth> each : BARS.entrySet()) {
        Size size = size(statement, each.getKey(), "start");
        // An hour or a day has the columns of a minute, and there is nearly always a trade in it.
        bytesOfABar = size.isEnough() ? size.bytesARow() : bytesOfABar;
        double rowsAYear =
            size.isEnough()
                ? size.rowsAYear()
                : DAY_SECONDS * DAYS / each.getValue().duration().toSeconds();
        sum += row(table, each.getKey(), size.rows(), bytesOfABar, rowsAYear);
      }
      Size signals = size(statement, "batch.signals", "time");
      sum += row(table, "batch.signals", signals.rows(), signals.bytesARow(), signals.rowsAYear());
    }
    return table.row("together", "", "", "", Figures.megabytes(sum));
  }

  private record Size(double rows, double seconds, double bytes) {
    boolean isEnough() {
      return rows >= ENOUGH_ROWS;
    }

    double bytesARow() {
      return bytes / rows;
    }

    double rowsAYear() {
      return rows / seconds * DAY_SECONDS * DAYS;
    }
  }

  private static Size size(Statement statement, String table, String time) throws SQLException {
    try (ResultSet row = statement.executeQuery(SIZE.formatted(table, time))) {
      row.next();
      return new Size(row.getDouble("rows"), row.getDouble("seconds"), row.getDouble("bytes"));
    }
  }

  /** Returns the bytes of a year. */
  private static double row(
      Table table, String name, double rows, double bytesARow, double rowsAYear) {
    double bytes = bytesARow * rowsAYear;
    table.row(
        name,
        Figures.whole(rows),
        Figures.whole(bytesARow),
        Figures.whole(rowsAYear),
        Figures.megabytes(bytes));
    return bytes;
  }
}
