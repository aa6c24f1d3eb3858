package io.finsolutions.pipeline.local.backtest;

import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.service.FailedException;
import io.finsolutions.pipeline.store.BarStore;
import io.finsolutions.pipeline.store.BarStore.Order;
import io.finsolutions.pipeline.store.DatabaseSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The final bars of a pipeline's database. Provisional ones may change, and a result with them. */
public final class DatabaseBars {
  private final DatabaseSettings database;
  private final String name;

  /**
   * Bars of a database.
   *
   * @param name what people call it
   */
  public DatabaseBars(DatabaseSettings database, String name) {
    this.database = database;
    this.name = name;
  }

  /**
   * Reads bars.
   *
   * @throws FailedException if the database cannot be read
   */
  public PastBars read(BarQuestion question) {
    try (Connection connection = database.connectPatiently("backtest")) {
      // Rows come a few thousand at a time then.
      connection.setAutoCommit(false);
      return read(question, new BarStore(connection));
    } catch (SQLException e) {
      throw new FailedException("cannot read %s: %s".formatted(database.url(), e.getMessage()), e);
    }
  }

  private PastBars read(BarQuestion question, BarStore store) throws SQLException {
    Optional<Instant> handover = store.handover(question.product());
    if (handover.isEmpty()) {
      return new PastBars(List.of(), 0, name);
    }
    Instant end = question.width().startOf(handover.get());
    Instant to = question.to().isBefore(end) ? question.to() : end;
    List<Bar> bars = new ArrayList<>();
    store.visit(
        question.product(),
        question.width(),
        BarQuestion.EVER,
        question.from(),
        Order.LATEST_FIRST,
        question.lookback() - 1,
        row -> bars.add(row.bar()));
    Collections.reverse(bars);
    int first = bars.size();
    store.visit(
        question.product(),
        question.width(),
        question.from(),
        to,
        Order.EARLIEST_FIRST,
        Integer.MAX_VALUE,
        row -> bars.add(row.bar()));
    return new PastBars(bars, first, name);
  }
}
