package io.finsolutions.pipeline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finsolutions.pipeline.service.FailedException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaIT {
  private static final int MIGRATIONS = 12;

  @Test
  void migratingASecondTimeDoesNothing() throws Exception {
    TestDatabase database = TestDatabase.empty();

    assertThat(Schema.migrate(database.settings())).isEqualTo(MIGRATIONS);
    assertThat(Schema.migrate(database.settings())).isZero();
  }

  @Test
  void aDatabaseThatRefusesIsNotAskedAgain() throws Exception {
    String url = TestDatabase.empty().settings().url().replaceFirst("\\?.*", "");

    assertThatThrownBy(() -> Schema.migrate(new DatabaseSettings(url, "ghost", "")))
        .isInstanceOf(FailedException.class)
        .hasMessageStartingWith("cannot migrate ")
        .hasMessageContaining("FATAL: role \"ghost\" does not exist");
  }

  @Test
  void twoProcessesMayMigrateOneDatabaseAtOnce() throws Exception {
    TestDatabase database = TestDatabase.empty();
    Callable<Integer> migrate = () -> Schema.migrate(database.settings());

    assertThat(atOnce(List.of(migrate, migrate))).containsExactlyInAnyOrder(0, MIGRATIONS);
  }

  @Test
  void twoDatabasesOfOneServerMayBeMigratedAtOnceAlthoughTheyShareTheRoleOfReaders()
      throws Exception {
    TestDatabase.migrated();
    TestDatabase database = TestDatabase.empty();
    TestDatabase.server("ALTER ROLE pipeline_reader RENAME TO earlier_reader");
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try (Connection other = TestDatabase.empty().connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("CREATE ROLE pipeline_reader NOLOGIN");

      Future<Integer> migration = thread.submit(() -> Schema.migrate(database.settings()));
      Eventually.await(
          "the migration waits for the role of the other one",
          () ->
              !database
                  .query("SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
                  .isEmpty());
      other.commit();

      assertThat(migration.get()).isEqualTo(MIGRATIONS);
    } finally {
      thread.shutdownNow();
      database.execute("DROP OWNED BY pipeline_reader");
      TestDatabase.server(
          "DROP ROLE pipeline_reader", "ALTER ROLE earlier_reader RENAME TO pipeline_reader");
    }
  }

  @Test
  void everythingThatPeopleSeeCarriesAComment() throws Exception {
    TestDatabase database = TestDatabase.migrated();
    database.execute("SELECT ops.ensure_months('2031-01-15Z', '2031-02-15Z')");

    assertThat(
            database.query(
                """
                SELECT n.nspname FROM pg_namespace n
                WHERE n.nspname IN ('speed', 'batch', 'ops', 'api', 'archive')
                  AND obj_description(n.oid, 'pg_namespace') IS NULL"""))
        .as("schemas without a comment")
        .isEmpty();
    String relations =
        """
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname IN ('speed', 'batch', 'ops', 'api', 'archive') AND c.relkind IN ('r', 'p', 'v', 'm')""";
    assertThat(database.query("SELECT c.relname " + relations))
        .as("tables and views that are looked at")
        .contains(
            "bars_1s", "bars_1d", "fence", "signals", "status", "bars_1s_203101", "bars_1m_203102");
    assertThat(
            database.query(
                "SELECT c.oid::regclass "
                    + relations
                    + " AND obj_description(c.oid, 'pg_class') IS NULL"))
        .as("tables and views without a comment")
        .isEmpty();
    assertThat(
            database.query(
                "SELECT c.oid::regclass || '.' || a.attname "
                    + relations.replace("WHERE", "JOIN pg_attribute a ON a.attrelid = c.oid WHERE")
                    + " AND a.attnum > 0 AND NOT a.attisdropped"
                    + " AND col_description(c.oid, a.attnum) IS NULL"))
        .as("columns without a comment")
        .isEmpty();
  }

  @Test
  void aReaderMaySelectTheViewsOfTheApiAndNothingElse() throws Exception {
    TestDatabase database = TestDatabase.migrated();
    List<String> all =
        database.query(
            """
            SELECT format('%I.%I', schemaname, viewname) FROM pg_views
            WHERE schemaname IN ('speed', 'batch', 'ops', 'api', 'archive', 'public')
            UNION ALL
            SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
            WHERE schemaname IN ('speed', 'batch', 'ops', 'api', 'archive', 'public')""");
    assertThat(all).contains("api.bars_1s", "ops.fence", "public.schema_history");
    for (String relation : all) {
      assertThat(
              database.query(
                  "SELECT has_table_privilege('pipeline_reader', '"
                      + relation
                      + "', 'INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')"))
          .as("to write to %s", relation)
          .containsExactly("f");
    }

    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SET ROLE pipeline_reader");
      for (String relation : all) {
        if (relation.startsWith("api.")) {
          statement.executeQuery("SELECT * FROM " + relation).close();
        } else {
          assertDenied(statement, "SELECT * FROM " + relation);
        }
      }
      assertDenied(statement, "CREATE TABLE api.mine ()");
      assertDenied(statement, "SELECT ops.ensure_months(now(), now())");
      assertDenied(statement, "SELECT ops.delete_old_rows('BTC-USD')");
    }
  }

  @Test
  void aReaderSeesTheFiguresOfTheViews() throws Exception {
    TestDatabase database = TestDatabase.migrated();
    database.execute(
        "INSERT INTO ops.handover (product) VALUES ('BTC-USD')",
        "INSERT INTO speed.bars_1s VALUES ('BTC-USD', '2026-01-01Z', 2, 2, 0, 1, 3, 1, 3,"
            + " '2026-01-01Z', '2026-01-01Z', 1, 2, 4, 4, 0, 8, 4)");

    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SET ROLE pipeline_reader");
      for (String view : List.of("bars_1s", "bars_1m", "bars_1h", "bars_1d")) {
        try (ResultSet row =
            statement.executeQuery("SELECT vwap::text, mean_price::text FROM api." + view)) {
          assertThat(row.next()).isTrue();
          assertThat(row.getString(1)).isEqualTo("2.000000000000000000");
          assertThat(row.getString(2)).isEqualTo("2.000000000000000000");
        }
      }
    }
  }

  @Test
  void aMonthGetsItsPartitionAndTheRowsThatCameBeforeIt() throws Exception {
    TestDatabase database = TestDatabase.migrated();
    for (String start :
        List.of(
            "2031-02-28 23:59:59Z",
            "2031-03-01 00:00:00Z",
            "2031-03-31 23:59:59Z",
            "2031-04-01 00:00:00Z")) {
      insertSecond(database, start);
    }

    database.execute("SELECT ops.ensure_month('batch.bars_1s', '2031-03-17Z')");
    insertSecond(database, "2031-03-15 12:00:00Z");

    assertThat(database.query(partitionOf("start >= '2031-03-01Z' AND start < '2031-04-01Z'")))
        .containsExactly("batch.bars_1s_203103", "batch.bars_1s_203103", "batch.bars_1s_203103");
    assertThat(database.query(partitionOf("start < '2031-03-01Z' OR start >= '2031-04-01Z'")))
        .containsExactly("batch.bars_1s_default", "batch.bars_1s_default");
  }

  @Test
  void aMonthThatHasItsPartitionKeepsIt() throws Exception {
    TestDatabase database = TestDatabase.migrated();
    database.execute("SELECT ops.ensure_month('batch.bars_1s', '2031-03-17Z')");
    insertSecond(database, "2031-03-15 12:00:00Z");
    List<String> before = database.query(PARTITIONS);

    database.execute("SELECT ops.ensure_month('batch.bars_1s', '2031-03-01Z')");

    assertThat(database.query(PARTITIONS)).isEqualTo(before);
    assertThat(database.query(partitionOf("true"))).containsExactly("batch.bars_1s_203103");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "America/New_York", "Europe/Berlin", "Pacific/Auckland"})
  void aMonthIsOneOfUtcWhateverTheTimeZoneOfTheSession(String timeZone) throws Exception {
    TestDatabase database = TestDatabase.migrated();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SET TimeZone = '" + timeZone + "'");
      statement.execute("SELECT ops.ensure_months('2031-01-31 23:30Z', '2031-12-01 00:00Z')");
    }

    List<String> expected = new ArrayList<>();
    for (int month = 1; month <= 12; month++) {
      expected.add(
          "FOR VALUES FROM ('2031-%02d-01 00:00:00+00') TO ('%d-%02d-01 00:00:00+00')"
              .formatted(month, month == 12 ? 2032 : 2031, month % 12 + 1));
    }
    assertThat(bounds(database, "batch.bars_1s")).containsExactlyElementsOf(expected);
    assertThat(bounds(database, "batch.bars_1m")).containsExactlyElementsOf(expected);
  }

  @Test
  void twoConnectionsMayEnsureTheSameMonthsAtOnce() throws Exception {
    TestDatabase database = TestDatabase.migrated();
    insertSecond(database, "2035-01-15 12:00:00Z");
    // Each a statement of its own, so that the two meet at many months.
    Callable<Integer> ensure =
        () -> {
          try (Connection connection = database.connect();
              Statement statement = connection.createStatement()) {
            for (int month = 0; month < 24; month++) {
              statement.execute(
                  "SELECT ops.ensure_month('batch.bars_1s', timestamptz '2035-01-15Z' + interval '"
                      + month
                      + " months')");
            }
            return 24;
          }
        };

    assertThat(atOnce(List.of(ensure, ensure, ensure))).containsOnly(24);

    assertThat(
            database.query(
                "SELECT inhrelid::regclass FROM pg_inherits"
                    + " WHERE inhparent = 'batch.bars_1s'::regclass"
                    + " AND inhrelid::regclass::text ~ '_203[56]..$'"))
        .hasSize(24);
    assertThat(database.query(partitionOf("true"))).containsExactly("batch.bars_1s_203501");
  }

  private static final String PARTITIONS =
      "SELECT inhrelid FROM pg_inherits WHERE inhparent = 'batch.bars_1s'::regclass ORDER BY 1";

  private static List<String> bounds(TestDatabase database, String parent) throws SQLException {
    return database.query(
        """
        SELECT pg_get_expr(c.relpartbound, c.oid)
        FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = '%s'::regclass AND c.relname ~ '_2031..$' ORDER BY c.relname"""
            .formatted(parent));
  }

  private static String partitionOf(String condition) {
    return "SELECT tableoid::regclass FROM batch.bars_1s WHERE " + condition;
  }

  private static void insertSecond(TestDatabase database, String start) throws SQLException {
    database.execute(
        "INSERT INTO batch.bars_1s VALUES ('BTC-USD', '%1$s', 1, 1, 0, 1, 1, 1, 1, '%1$s', '%1$s', 1, 1, 1, 1, 0, 1, 1, now(), true, 1)"
            .formatted(start));
  }

  private static void assertDenied(Statement statement, String sql) {
    assertThatThrownBy(() -> statement.execute(sql))
        .as(sql)
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("permission denied");
  }

  private static <T> List<T> atOnce(List<Callable<T>> tasks) throws Exception {
    CyclicBarrier start = new CyclicBarrier(tasks.size());
    ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
    try {
      List<Future<T>> running = new ArrayList<>();
      for (Callable<T> task : tasks) {
        running.add(
            threads.submit(
                () -> {
                  start.await();
                  return task.call();
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> one : running) {
        results.add(one.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }
}
