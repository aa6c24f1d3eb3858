package io.finsolutions.pipeline.store;

import io.finsolutions.pipeline.service.FailedException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.output.MigrateResult;

/** The schema of a pipeline's database, as migrations that are applied in order. */
public final class Schema {
  private static final String MIGRATIONS = "classpath:io/finsolutions/pipeline/store/migrations";
  private static final String HISTORY_SCHEMA = "public";
  private static final int CONNECT_RETRIES = 10;

  private Schema() {}

  /**
   * Brings a database to the newest version of the schema. Several processes may do so at once.
   *
   * @return how many migrations were applied
   * @throws FailedException if the database cannot be reached or a migration fails
   */
  public static int migrate(DatabaseSettings database) {
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
}
