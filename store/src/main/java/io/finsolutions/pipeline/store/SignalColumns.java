package io.finsolutions.pipeline.store;

import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.signals.Action;
import io.finsolutions.pipeline.signals.Signal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A signal as columns, the same in its table and its view. */
public final class SignalColumns {
  private record Column(String name, String type, Function<Signal, Object> value) {}

  private static final List<Column> COLUMNS =
      List.of(
          new Column("product", "text", signal -> signal.product().toString()),
          new Column("width", "text", signal -> signal.width().label()),
          new Column("time", "timestamptz", signal -> BarColumns.utc(signal.time())),
          new Column("action", "text", signal -> signal.action().name().toLowerCase(Locale.ROOT)),
          new Column("confidence", "numeric", Signal::confidence),
          new Column("formula", "text", Signal::formula),
          new Column("reasons", "jsonb", signal -> SignalJson.reasons(signal.reasons())),
          new Column("inputs", "jsonb", signal -> SignalJson.inputs(signal.inputs())));

  /** The names of the columns, joined by commas. */
  public static final String NAMES =
      COLUMNS.stream().map(Column::name).collect(Collectors.joining(", "));

  /**
   * A set-returning call with a parameter for each column, each an array over the signals. It takes
   * the place of a table in a FROM clause and yields the columns in the order of {@link #NAMES}.
   */
  public static final String UNNEST =
      COLUMNS.stream()
          .map(column -> "?::" + column.type() + "[]")
          .collect(Collectors.joining(", ", "unnest(", ")"));

  private SignalColumns() {}

  /**
   * Sets the parameters of {@link #UNNEST}.
   *
   * @param first the index of the first of its parameters
   * @return the index of the parameter behind its last one
   */
  public static int bind(PreparedStatement statement, int first, List<Signal> signals)
      throws SQLException {
    Connection connection = statement.getConnection();
    int index = first;
    for (Column column : COLUMNS) {
      Object[] values = signals.stream().map(column.value()).toArray();
      statement.setArray(index, connection.createArrayOf(column.type(), values));
      index++;
    }
    return index;
  }

  /** Reads the signal of the current row, whose columns are found by their names. */
  public static Signal read(ResultSet row) throws SQLException {
    return new Signal(
        TradingPair.parse(row.getString("product")),
        BarWidth.ofLabel(row.getString("width")),
        BarColumns.instant(row, "time"),
        Action.valueOf(row.getString("action").toUpperCase(Locale.ROOT)),
        row.getBigDecimal("confidence"),
        row.getString("formula"),
        SignalJson.reasons(row.getString("reasons")),
        SignalJson.inputs(row.getString("inputs")));
  }
}
