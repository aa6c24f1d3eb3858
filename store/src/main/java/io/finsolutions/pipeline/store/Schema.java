package io.finsolutions.pipeline.store;

import io.finsolutions.pipeline.service.FailedException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.output.MigrateResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The schema of a pipeline's database, as migrations that are applied in order. */
public final class Schema {
  private static final String MIGRATIONS = "classpath:io/finsolutions/pipeline/store/migrations";
  private static final String HISTORY_SCHEMA = "public";
  private static final int CONNECT_RETRIES = 10;

  /** Postgres' classes of errors for wrong users and passwords, and for unknown databases. */
  private static final List<String> REFUSALS = List.of("28", "3D");

  private static final Logger LOG = LoggerFactory.getLogger(Schema.class);

  private Schema() {}

  /**
   * Brings a database to the newest version of the schema. Several processes may do so at once.
   *
   * @return how many migrations were applied
   * @throws FailedException if the database cannot be reached or a migration fails
   */
  public static int migrate(DatabaseSettings database) {
    failIfRefused(database);
    try {
      MigrateResult result =
          Flyway.configure(Schema.class.getClassLoader())
              .dataSource(database.url(), database.user(), database.password())
              .locations(MIGRATIONS)
              .defaultSchema(HISTORY_SCHEMA)
              .table("schema_history")
              .connectRetries(CONNECT_RETRIES)
              .connectRetriesInterval(2)
              .load()
              .migrate();
      return result.migrationsExecuted;
    } catch (FlywayException e) {
      throw new FailedException("cannot migrate " + database.url() + ": " + e.getMessage(), e);
    }
  }

  // A database that is not up yet is waited for; one that knows neither user nor database is not.
  private static void failIfRefused(DatabaseSettings database) {
    try (Connection connection = database.connect("migrate")) {
      LOG.debug("connected product={}", connection.getMetaData().getDatabaseProductVersion());
    } catch (SQLException e) {
      String state = e.getSQLState() == null ? "" : e.getSQLState();
      if (REFUSALS.stream().anyMatch(state::startsWith)) {
        throw new FailedException("cannot migrate " + database.url() + ": " + e.getMessage(), e);
      }
      LOG.info("waiting for the database reason=\"{}\"", e.getMessage());
    }
  }
}
