package io.finsolutions.pipeline.store;

import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.TradingPair;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What readers ask of a pipeline's database: bars of any width and the status, from the views of
 * the schema {@code api} only. Each method is one statement, so each answer is of one moment. As
 * safe for use by several threads as its connection.
 */
public final class BarStore {
  /** Rows on their way at a time, where the connection is not in auto-commit mode. */
  private static final int FETCH_SIZE = 2_000;

  private static final String COLUMNS =
      BarColumns.NAMES + ", layer, final, complete, run_id, updated_at";

  private static final Selection WHOLE =
      new Selection(
          COLUMNS + ", (SELECT handover FROM api.status WHERE product = ?) AS handover", true);

  private static final Selection PRINTED =
      new Selection(
          Arrays.stream(COLUMNS.split(", "))
              .filter(column -> !Set.of("product", "updated_at").contains(column))
              .collect(Collectors.joining(", ")),
          false);

  private final Connection connection;

  /** Takes bars one after the other, as they are read. */
  @FunctionalInterface
  public interface BarVisitor {
    /** Takes the next bar. */
    void visit(StoredBar bar) throws SQLException;
  }

  /** Takes printed bars one after the other, as they are read. */
  @FunctionalInterface
  public interface PrintedVisitor {
    /** Takes the next bar. */
    void visit(PrintedBar bar) throws SQLException;
  }

  /** What is read of a row, and whether the product is a parameter of it. */
  private record Selection(String sql, boolean takesProduct) {}

  private interface RowVisitor {
    /** Takes the current row. Returns whether more are wanted. */
    boolean visit(ResultSet row) throws SQLException;
  }

  /** Which end of a range to begin with. */
  public enum Order {
    EARLIEST_FIRST("ASC"),
    LATEST_FIRST("DESC");

    private final String sql;

    Order(String sql) {
      this.sql = sql;
    }
  }

  /** Reads over a connection, which stays the caller's to close. */
  public BarStore(Connection connection) {
    this.connection = connection;
  }

  /**
   * The bars that start in [{@code from}, {@code to}), ascending.
   *
   * @param limit how many bars to return at most, from the earliest on
   */
  public List<StoredBar> bars(
      TradingPair product, BarWidth width, Instant from, Instant to, int limit)
      throws SQLException {
    List<StoredBar> bars = new ArrayList<>();
    visit(product, width, from, to, Order.EARLIEST_FIRST, limit, bars::add);
    return bars;
  }

  /** The latest bars that start at or after {@code from}, newest first. */
  public List<StoredBar> latest(TradingPair product, BarWidth width, Instant from, int limit)
      throws SQLException {
    List<StoredBar> bars = new ArrayList<>();
    visit(product, width, from, Instant.MAX, Order.LATEST_FIRST, limit, bars::add);
    return bars;
  }

  /**
   * Shows a visitor the bars that start in [{@code from}, {@code to}), one after the other. They
   * are read a few thousand at a time, if the connection is not in auto-commit mode, and else at
   * once.
   *
   * @param to {@link Instant#MAX} for no end
   * @param limit how many bars to show at most
   */
  public void visit(
      TradingPair product,
      BarWidth width,
      Instant from,
      Instant to,
      Order order,
      int limit,
      BarVisitor visitor)
      throws SQLException {
    BarWidth stored = width.stored();
    BarMerge merge = new BarMerge(width, limit, visitor);
    long rows = limit * width.duration().dividedBy(stored.duration());
    visitRows(
        product,
        width,
        WHOLE,
        from,
        to,
        order,
        rows,
        row -> {
          merge.add(read(row, stored), Optional.ofNullable(BarColumns.instant(row, "handover")));
          return !merge.isDone();
        });
    merge.end();
  }

  /** Like {@link #visit}, for who only prints the bars. */
  public void print(
      TradingPair product,
      BarWidth width,
      Instant from,
      Instant to,
      Order order,
      int limit,
      PrintedVisitor visitor)
      throws SQLException {
    if (width.stored() != width) {
      visit(product, width, from, to, order, limit, bar -> visitor.visit(PrintedBar.of(bar)));
      return;
    }
    visitRows(
        product,
        width,
        PRINTED,
        from,
        to,
        order,
        limit,
        row -> {
          visitor.visit(readPrinted(row, width));
          return true;
        });
  }

  private void visitRows(
      TradingPair product,
      BarWidth width,
      Selection selection,
      Instant from,
      Instant to,
      Order order,
      long limit,
      RowVisitor visitor)
      throws SQLException {
    String sql = sql(width.stored(), selection, order);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      OffsetDateTime first = BarColumns.utc(firstStart(width, from));
      OffsetDateTime end = to.equals(Instant.MAX) ? null : BarColumns.utc(firstStart(width, to));
      int parameter = 1;
      if (selection.takesProduct()) {
        statement.setString(parameter++, product.toString());
      }
      for (int layer = 0; layer < 2; layer++) {
        statement.setString(parameter++, product.toString());
        statement.setObject(parameter++, first);
        statement.setObject(parameter++, end);
        statement.setLong(parameter++, limit);
      }
      statement.setLong(parameter, limit);
      statement.setFetchSize(FETCH_SIZE);
      try (ResultSet row = statement.executeQuery()) {
        boolean goesOn = true;
        while (goesOn && row.next()) {
          goesOn = visitor.visit(row);
        }
      }
    }
  }

  // The layers apart, since together they would be sorted: each of them is read in order, up to the
  // limit.
  private static String sql(BarWidth stored, Selection selection, Order order) {
    String part =
        "(SELECT %s FROM api.%s WHERE %s product = ? AND start >= ?"
            + " AND start < coalesce(?::timestamptz, 'infinity') ORDER BY start %s LIMIT ?)";
    return "SELECT "
        + selection.sql()
        + " FROM ("
        + part.formatted(COLUMNS, "final_bars_" + stored.label(), "", order.sql)
        + " UNION ALL "
        + part.formatted(COLUMNS, "bars_" + stored.label(), "NOT final AND", order.sql)
        + ") bars ORDER BY start "
        + order.sql
        + " LIMIT ?";
  }

  /**
   * How a product's pipeline is doing, or nothing if no pipeline has ever counted a trade of it.
   */
  public Optional<PipelineStatus> status(TradingPair product) throws SQLException {
    String sql = "SELECT * FROM api.status WHERE product = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, product.toString());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(readStatus(row, product)) : Optional.empty();
      }
    }
  }

  /** From when on a product's bars are not final; nothing before the first batch run. */
  public Optional<Instant> handover(TradingPair product) throws SQLException {
    String sql = "SELECT handover FROM api.status WHERE product = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, product.toString());
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? Optional.ofNullable(BarColumns.instant(row, "handover"))
            : Optional.empty();
      }
    }
  }

  /** The start of the first bar that does not start before an instant. */
  private static Instant firstStart(BarWidth width, Instant instant) {
    Instant start = width.startOf(instant);
    return start.equals(instant) ? start : start.plus(width.duration());
  }

  private static StoredBar read(ResultSet row, BarWidth width) throws SQLException {
    return new StoredBar(
        BarColumns.read(row, width),
        Layer.ofLabel(row.getString("layer")),
        row.getBoolean("final"),
        row.getBoolean("complete"),
        Nullable.longOf(row, "run_id"),
        BarColumns.instant(row, "updated_at"));
  }

  // In the order of COLUMNS. Of thousands of rows, to look each column up by its name would take as
  // long as to read it.
  private static PrintedBar readPrinted(ResultSet row, BarWidth width) throws SQLException {
    int column = 1;
    Instant start = row.getTimestamp(column++).toInstant();
    return new PrintedBar(
        start,
        start.plus(width.duration()),
        row.getLong(column++),
        row.getLong(column++),
        row.getLong(column++),
        decimal(row, column++),
        decimal(row, column++),
        decimal(row, column++),
        decimal(row, column++),
        row.getTimestamp(column++).toInstant(),
        row.getTimestamp(column++).toInstant(),
        row.getLong(column++),
        row.getLong(column++),
        decimal(row, column++),
        decimal(row, column++),
        decimal(row, column++),
        decimal(row, column++),
        decimal(row, column++),
        Layer.ofLabel(row.getString(column++)),
        row.getBoolean(column++),
        row.getBoolean(column++),
        runId(row, column));
  }

  private static OptionalLong runId(ResultSet row, int column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
  }

  private static String decimal(ResultSet row, int column) throws SQLException {
    return DecimalText.canonical(row.getString(column));
  }

  private static PipelineStatus readStatus(ResultSet row, TradingPair product) throws SQLException {
    return new PipelineStatus(
        product,
        Optional.ofNullable(BarColumns.instant(row, "handover")),
        Optional.ofNullable(BarColumns.instant(row, "covered_from")),
        Optional.ofNullable(BarColumns.instant(row, "kept_from")),
        Optional.ofNullable(BarColumns.instant(row, "latest_trade_at")),
        Optional.ofNullable(BarColumns.instant(row, "latest_row_at")),
        row.getLong("missing_trades"),
        row.getLong("late_trades"),
        Nullable.longOf(row, "run_id").isEmpty()
            ? Optional.empty()
            : Optional.of(
                new PipelineStatus.LatestRun(
                    row.getLong("run_id"),
                    row.getString("run_status"),
                    BarColumns.instant(row, "run_started_at"),
                    Optional.ofNullable(BarColumns.instant(row, "run_finished_at")),
                    Optional.ofNullable(row.getString("run_error")),
                    Nullable.longOf(row, "speed_differences"),
                    Nullable.longOf(row, "candle_differences"))));
  }
}
