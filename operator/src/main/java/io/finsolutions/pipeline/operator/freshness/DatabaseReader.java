package io.finsolutions.pipeline.operator.freshness;

import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.store.BarStore;
import io.finsolutions.pipeline.store.DatabaseSettings;
import io.finsolutions.pipeline.store.PipelineStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Reads from a pair's database how new its rows are. A connection for each look: none is kept. */
final class DatabaseReader {
  private static final String APPLICATION = "cryptopipeline-operator";

  /**
   * What the database says; nothing if nobody has counted a trade of the pair yet.
   *
   * @throws DatabaseRefusedException if the server was reached and lets nobody in
   */
  Optional<PipelineStatus> read(DatabaseSettings database, TradingPair product)
      throws SQLException {
    try (Connection connection = connect(database)) {
      connection.setReadOnly(true);
      return new BarStore(connection).status(product);
    }
  }

  private static Connection connect(DatabaseSettings database) throws SQLException {
    try {
      return database.connect(APPLICATION);
    } catch (SQLException e) {
      throw DatabaseRefusedException.of(e);
    }
  }
}
