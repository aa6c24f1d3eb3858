package io.finsolutions.pipeline.store;

import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.TradingPair;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The statistics of a bar as columns, the same in every table and view of bars. */
public final class BarColumns {
  private record Column(String name, String type, Function<Bar, Object> value) {}

  private static final List<Column> COLUMNS =
      List.of(
          new Column("product", "text", bar -> bar.product().toString()),
          new Column("start", "timestamptz", bar -> utc(bar.start())),
          new Column("trades", "int8", Bar::trades),
          new Column("buys", "int8", Bar::buys),
          new Column("sells", "int8", Bar::sells),
          new Column("open", "numeric", Bar::open),
          new Column("high", "numeric", Bar::high),
          new Column("low", "numeric", Bar::low),
          new Column("close", "numeric", Bar::close),
          new Column("open_time", "timestamptz", bar -> utc(bar.openTime())),
          new Column("close_time", "timestamptz", bar -> utc(bar.closeTime())),
          new Column("first_trade_id", "int8", Bar::firstTradeId),
          new Column("last_trade_id", "int8", Bar::lastTradeId),
          new Column("base_volume", "numeric", Bar::baseVolume),
          new Column("buy_volume", "numeric", Bar::buyVolume),
          new Column("sell_volume", "numeric", Bar::sellVolume),
          new Column("quote_volume", "numeric", Bar::quoteVolume),
          new Column("price_sum", "numeric", Bar::priceSum));

  /** The names of the columns, joined by commas. */
  public static final String NAMES =
      COLUMNS.stream().map(Column::name).collect(Collectors.joining(", "));

  /**
   * A set-returning call with a parameter for each column, each an array over the bars. It takes
   * the place of a table in a FROM clause and yields the columns in the order of {@link #NAMES}.
   */
  public static final String UNNEST =
      COLUMNS.stream()
          .map(column -> "?::" + column.type() + "[]")
          .collect(Collectors.joining(", ", "unnest(", ")"));

  private static final int MICROS_PER_SECOND = 1_000_000;

  private BarColumns() {}

  /**
   * Sets the parameters of {@link #UNNEST}.
   *
   * @param first the index of the first of its parameters
   * @return the index of the parameter behind its last one
   */
  public static int bind(PreparedStatement statement, int first, List<Bar> bars)
      throws SQLException {
    Connection connection = statement.getConnection();
    int index = first;
    for (Column column : COLUMNS) {
      Object[] values = bars.stream().map(column.value()).toArray();
      Array array = connection.createArrayOf(column.type(), values);
      statement.setArray(index, array);
      index++;
    }
    return index;
  }

  /**
   * Adds a bar as COPY writes and reads it, its columns in the order of {@link #NAMES}. Times are
   * as Postgres writes them when its time zone is UTC.
   */
  public static void appendCopyText(StringBuilder text, Bar bar) {
    String separator = "";
    for (Column column : COLUMNS) {
      Object value = column.value().apply(bar);
      text.append(separator);
      // No exponents, and no value has a character that COPY would take for something else.
      if (value instanceof OffsetDateTime time) {
        appendTime(text, time);
      } else {
        text.append(value instanceof BigDecimal decimal ? decimal.toPlainString() : value);
      }
      separator = "\t";
    }
  }

  /** Such as {@code 2026-11-22 08:00:00.25+00}. */
  private static void appendTime(StringBuilder text, OffsetDateTime time) {
    text.append(time.toLocalDate());
    appendTwoDigits(text.append(' '), time.getHour());
    appendTwoDigits(text.append(':'), time.getMinute());
    appendTwoDigits(text.append(':'), time.getSecond());
    int micros = time.get(ChronoField.MICRO_OF_SECOND);
    if (micros != 0) {
      text.append('.');
      for (int unit = MICROS_PER_SECOND / 10; micros != 0; unit /= 10) {
        text.append((char) ('0' + micros / unit));
        micros %= unit;
      }
    }
    text.append("+00");
  }

  private static void appendTwoDigits(StringBuilder text, int number) {
    text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }

  /** Reads the bar of the current row, whose columns are found by their names. */
  public static Bar read(ResultSet row, BarWidth width) throws SQLException {
    return new Bar(
        TradingPair.parse(row.getString("product")),
        width,
        instant(row, "start"),
        row.getLong("trades"),
        row.getLong("buys"),
        row.getLong("sells"),
        row.getBigDecimal("open"),
        row.getBigDecimal("high"),
        row.getBigDecimal("low"),
        row.getBigDecimal("close"),
        instant(row, "open_time"),
        instant(row, "close_time"),
        row.getLong("first_trade_id"),
        row.getLong("last_trade_id"),
        row.getBigDecimal("base_volume"),
        row.getBigDecimal("buy_volume"),
        row.getBigDecimal("sell_volume"),
        row.getBigDecimal("quote_volume"),
        row.getBigDecimal("price_sum"));
  }

  /** An instant as a parameter for a timestamptz. */
  public static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  /** The instant in a timestamptz column, or null. */
  public static Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }
}
