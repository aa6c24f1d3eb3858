package io.finsolutions.pipeline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetentionIT {
  private static final String LOCK_NOT_AVAILABLE = "55P03";
  private static final List<String> BARS =
      List.of("batch.bars_1s", "batch.bars_1m", "batch.bars_1h", "batch.bars_1d");

  /** The months that the migration makes, around the day of the test. */
  private static final Pattern MADE_AHEAD = Pattern.compile("_202\\d{3}$");

  @Test
  void monthsThatAreWhollyOlderGoAndAMonthThatIsPartlyInsideStaysWhole() throws Exception {
    TestDatabase database = withSeconds("2031-01-31 23:59:59Z", "2031-02-01Z", "2031-02-28Z");

    keepFrom(database, "2031-02-14 12:00:00Z");
    List<String> dropped = drop(database);

    assertThat(dropped)
        .containsExactly(
            "batch.bars_1s_203101", "batch.bars_1m_203101", "batch.bars_1h", "batch.bars_1d");
    assertThat(starts(database, "batch.bars_1s"))
        .containsExactly("2031-02-01 00:00:00+00", "2031-02-28 00:00:00+00");
    assertThat(keptFrom(database)).isEqualTo("2031-02-01 00:00:00+00");
    assertThat(database.query("SELECT kept_from FROM api.status"))
        .containsExactly("2031-02-01 00:00:00+00");
  }

  @ParameterizedTest
  @CsvSource({
    "2031-01-31 23:59:59.999999Z, 2031-01-01 00:00:00+00",
    "2031-02-01 00:00:00Z, 2031-02-01 00:00:00+00"
  })
  void theFirstInstantOfAMonthIsWhereTheMonthBeforeIsWhollyOlder(String instant, String keptFrom)
      throws Exception {
    TestDatabase database = withSeconds("2031-01-31 23:59:59Z", "2031-02-28Z");

    keepFrom(database, instant);

    assertThat(keptFrom(database)).isEqualTo(keptFrom);
  }

  @ParameterizedTest
  @ValueSource(strings = {"America/New_York", "Europe/Berlin", "Pacific/Auckland"})
  void aMonthIsOneOfUtcWhateverTheTimeZoneOfTheSession(String timeZone) throws Exception {
    TestDatabase database = withSeconds("2031-01-31 23:59:59Z", "2031-02-01Z", "2031-02-28Z");
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SET TimeZone = '" + timeZone + "'");
      statement.execute("SELECT ops.keep_rows_from('BTC-USD', '2031-02-01T06:00:00Z')");
      List<String> dropped = drop(statement);

      assertThat(dropped)
          .containsExactly(
              "batch.bars_1s_203101", "batch.bars_1m_203101", "batch.bars_1h", "batch.bars_1d");
    }
    assertThat(starts(database, "batch.bars_1s"))
        .containsExactly("2031-02-01 00:00:00+00", "2031-02-28 00:00:00+00");
  }

  /** Rows in months with a partition and without, of two products, around any limit. */
  @Property(tries = 15)
  void rowsAtOrAfterTheLimitStayAsTheyAre(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 400) int days) throws SQLException {
    SplittableRandom random = new SplittableRandom(seed);
    Instant from = Instant.parse("2031-01-01T00:00:00Z");
    TestDatabase database = TestDatabase.migrated();
    database.execute("SELECT ops.ensure_months('2031-02-01Z', '2031-09-01Z')");
    List<String> insertions = new ArrayList<>();
    for (String product : List.of("BTC-USD", "ETH-USD")) {
      for (int row = 0; row < 40; row++) {
        Instant second = from.plusSeconds(random.nextLong(400L * 86_400));
        Instant start = row % 3 == 0 ? second.truncatedTo(ChronoUnit.DAYS) : second;
        BARS.forEach(table -> insertions.add(insertion(table, product, start.toString())));
      }
    }
    database.execute(insertions.toArray(String[]::new));
    handOver(database, "BTC-USD", "2032-03-01Z");
    handOver(database, "ETH-USD", "2032-03-01Z");
    Instant limit = from.plus(days, ChronoUnit.DAYS).plusSeconds(random.nextLong(86_400));
    Map<String, List<String>> before = rows(database, "true");
    Map<String, List<String>> kept =
        rows(database, "product = 'ETH-USD' OR start >= '" + limit + "'");

    keepFrom(database, limit.toString());
    drop(database);

    String keptFrom = keptFrom(database);
    assertThat(rows(database, "product = 'ETH-USD' OR start >= '" + limit + "'")).isEqualTo(kept);
    assertThat(
            database.query(
                "SELECT count(*) = 0 FROM batch.bars_1s WHERE product = 'BTC-USD' AND start < '"
                    + keptFrom
                    + "'"))
        .containsExactly("t");
    Map<String, List<String>> after = rows(database, "true");
    assertThat(after.keySet()).isEqualTo(before.keySet());
    after.forEach((table, rows) -> assertThat(before.get(table)).containsAll(rows));
  }

  @Test
  void aMonthThatHasRowsOfAnotherProductLosesThoseOfTheOneOnly() throws Exception {
    TestDatabase database = withSeconds("2031-01-15Z", "2031-03-15Z");
    insert(database, "ETH-USD", Instant.parse("2031-01-15T00:00:00Z"));

    keepFrom(database, "2031-03-10Z");
    List<String> dropped = drop(database);

    assertThat(dropped)
        .containsExactly(
            "batch.bars_1s_203101",
            "batch.bars_1s_203102",
            "batch.bars_1m_203101",
            "batch.bars_1m_203102",
            "batch.bars_1h",
            "batch.bars_1d");
    for (String table : BARS) {
      assertThat(database.query("SELECT product FROM " + table + " ORDER BY start, product"))
          .as(table)
          .containsExactly("ETH-USD", "BTC-USD");
    }
  }

  @Test
  void rowsAreKeptFromTheMonthOfTheLastFinalRowAtTheLatest() throws Exception {
    TestDatabase database = withSeconds("2031-01-15Z", "2031-02-15Z");

    keepFrom(database, "2039-01-01Z");
    drop(database);

    assertThat(keptFrom(database)).isEqualTo("2031-02-01 00:00:00+00");
    assertThat(starts(database, "batch.bars_1s")).containsExactly("2031-02-15 00:00:00+00");
  }

  @Test
  void whatIsKeptFromALaterInstantDoesNotComeBack() throws Exception {
    TestDatabase database = withSeconds("2031-01-15Z", "2031-03-15Z");

    keepFrom(database, "2031-02-15Z");
    keepFrom(database, "2031-01-15Z");

    assertThat(keptFrom(database)).isEqualTo("2031-02-01 00:00:00+00");
  }

  @Test
  void beforeTheFirstFinalRowNothingIsDropped() throws Exception {
    TestDatabase database = TestDatabase.migrated();
    database.execute("INSERT INTO ops.handover (product) VALUES ('BTC-USD')");

    keepFrom(database, "2039-01-01Z");

    assertThat(drop(database)).isEmpty();
    assertThat(keptFrom(database)).isNull();
  }

  @Test
  void whatRunsHaveWrittenDownGoesWithTheRowsButNotWhatTheNextRunBuildsOn() throws Exception {
    TestDatabase database = withSeconds("2031-01-15Z", "2031-03-15Z");
    String times = "'2031-01-%1$s 10:00Z', '2031-01-%1$s 10:01Z'";
    database.execute(
        // 1 goes; 2 gave up a hole beside a row that is kept; 3 moved the hand-over; 4 is kept.
        run(times.formatted("10")),
        run(times.formatted("11")),
        run(times.formatted("12")),
        run("'2031-03-15 10:00Z', NULL"),
        "INSERT INTO ops.fence (topic, partition, generation, next_offset) VALUES ('t', 0, 7, 42)",
        "UPDATE ops.handover SET run_id = 3, end_offsets = '{\"0\": 42}'",
        "INSERT INTO ops.missing_ids VALUES"
            + " ('BTC-USD', 5, 6, '2031-01-10Z', '2031-01-10Z', 1),"
            + " ('BTC-USD', 8, 9, '2031-01-31Z', '2031-02-28 23:59:59.5Z', 2)",
        "INSERT INTO ops.differences VALUES"
            + " (1, 'speed', 'BTC-USD', '2031-01-10Z', 'high', '1', '2'),"
            + " (4, 'speed', 'BTC-USD', '2031-03-15Z', 'high', '1', '2')",
        "INSERT INTO ops.late_trades VALUES"
            + " ('BTC-USD', 1, '2031-01-10Z', 1, 1, 'BUY', 'live', '2031-01-10Z'),"
            + " ('BTC-USD', 2, '2031-01-10Z', 1, 1, 'BUY', 'live', '2031-03-10Z'),"
            + " ('BTC-USD', 3, '2031-03-10Z', 1, 1, 'BUY', 'live', '2031-03-10Z')",
        "UPDATE ops.handover SET handover = '2031-03-16Z'");
    List<String> handover = database.query("SELECT to_jsonb(h) - 'kept_from' FROM ops.handover h");
    List<String> fence = database.query("SELECT f FROM ops.fence f");

    keepFrom(database, "2031-03-10Z");
    drop(database);

    assertThat(database.query("SELECT run_id FROM ops.runs ORDER BY 1"))
        .containsExactly("2", "3", "4");
    assertThat(database.query("SELECT first_id FROM ops.missing_ids")).containsExactly("8");
    assertThat(database.query("SELECT run_id FROM ops.differences")).containsExactly("4");
    assertThat(database.query("SELECT trade_id FROM ops.late_trades ORDER BY 1"))
        .containsExactly("2", "3");
    assertThat(database.query("SELECT to_jsonb(h) - 'kept_from' FROM ops.handover h"))
        .isEqualTo(handover);
    assertThat(database.query("SELECT f FROM ops.fence f")).isEqualTo(fence);
  }

  @Test
  void signalsGoWithTheBarsAtWhoseEndsTheyWereJudged() throws Exception {
    TestDatabase database = withSeconds("2031-01-31 23:59:59Z", "2031-03-15Z");
    database.execute(
        "INSERT INTO batch.signals SELECT product, width, time, 'hold', 0.5, 'f/1', '[]', '{}', 1"
            + " FROM unnest(ARRAY['BTC-USD', 'ETH-USD']) AS product,"
            + " (VALUES ('1m', timestamptz '2031-02-01 00:00:00Z'), ('1d', '2031-02-01 00:00:00Z'),"
            + " ('1m', '2031-02-01 00:01:00Z'), ('1d', '2031-02-02 00:00:00Z')) AS s (width, time)");

    keepFrom(database, "2031-02-14Z");
    List<String> dropped = drop(database);

    assertThat(dropped).endsWith("batch.signals");
    assertThat(
            database.query(
                "SELECT width || ' ' || time FROM api.signals WHERE product = 'BTC-USD' ORDER BY time"))
        .containsExactly("1m 2031-02-01 00:01:00+00", "1d 2031-02-02 00:00:00+00");
    assertThat(database.query("SELECT time FROM api.signals WHERE product = 'ETH-USD'")).hasSize(4);
  }

  @Test
  void aReaderWhoHoldsTheTableIsWaitedForOnlyBrieflyAndLosesNothing() throws Exception {
    TestDatabase database = withSeconds("2031-01-15Z", "2031-03-15Z");
    keepFrom(database, "2031-03-10Z");
    try (Connection reader = database.connect();
        Statement statement = reader.createStatement()) {
      reader.setAutoCommit(false);
      assertThat(count(statement, "api.bars_1s")).isEqualTo(2);

      assertThatThrownBy(() -> drop(database))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(LOCK_NOT_AVAILABLE));
      assertThat(count(statement, "api.bars_1s")).isEqualTo(2);
      reader.commit();
    }

    assertThat(drop(database)).contains("batch.bars_1s_203101", "batch.bars_1m_203101");
    assertThat(starts(database, "batch.bars_1s")).containsExactly("2031-03-15 00:00:00+00");
  }

  @Test
  void severalDropAndMakeMonthsAtOnceWhileReadersSeeAllThatIsKept() throws Exception {
    TestDatabase database = TestDatabase.migrated();
    database.execute("SELECT ops.ensure_months('2031-01-01Z', '2033-01-01Z')");
    for (int month = 0; month < 24; month++) {
      Instant start = Instant.parse("2031-01-15T00:00:00Z").plus(month * 30L, ChronoUnit.DAYS);
      insert(database, "BTC-USD", start);
      insert(database, "ETH-USD", start);
    }
    handOver(database, "BTC-USD", "2033-01-01Z");
    handOver(database, "ETH-USD", "2033-01-01Z");
    database.execute(
        "SELECT ops.keep_rows_from(product, '2032-07-01Z')"
            + " FROM unnest(ARRAY['BTC-USD', 'ETH-USD']) product");
    String kept = "api.bars_1s WHERE start >= '2032-07-01Z'";
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      Future<List<Integer>> reader = threads.submit(() -> countUntil(done, database, kept));
      Future<?> maker =
          threads.submit(
              () -> {
                database.execute("SELECT ops.ensure_months('2033-02-01Z', '2036-01-01Z')");
                return null;
              });
      List<Future<List<String>>> droppers = new ArrayList<>();
      for (String product : List.of("BTC-USD", "ETH-USD", "BTC-USD")) {
        droppers.add(threads.submit(() -> dropPatiently(database, product)));
      }
      List<String> dropped = new ArrayList<>();
      for (Future<List<String>> dropper : droppers) {
        dropped.addAll(dropper.get());
      }
      maker.get();
      done.set(true);

      assertThat(reader.get()).isNotEmpty().containsOnly(12);
      assertThat(dropped).filteredOn(table -> table.equals("batch.bars_1s_203101")).isNotEmpty();
    } finally {
      done.set(true);
      threads.shutdownNow();
    }
    assertThat(database.query("SELECT count(*) FROM batch.bars_1s WHERE start < '2032-07-01Z'"))
        .containsExactly("0");
    assertThat(database.query("SELECT to_regclass('batch.bars_1s_203206')")).containsOnlyNulls();
    assertThat(database.query("SELECT to_regclass('batch.bars_1s_203207')"))
        .containsExactly("batch.bars_1s_203207");
  }

  private static List<Integer> countUntil(
      AtomicBoolean done, TestDatabase database, String relation) throws SQLException {
    List<Integer> counts = new ArrayList<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      do {
        counts.add(count(statement, relation));
      } while (!done.get());
    }
    return counts;
  }

  /** As runs do: what does not get its lock is tried again. */
  private static List<String> dropPatiently(TestDatabase database, String product)
      throws SQLException {
    List<String> dropped = new ArrayList<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      boolean all = false;
      while (!all) {
        try {
          dropped.addAll(drop(statement, product));
          all = true;
        } catch (SQLException e) {
          assertThat(e.getSQLState()).isEqualTo(LOCK_NOT_AVAILABLE);
        }
      }
    }
    return dropped;
  }

  /** BTC-USD with final rows of all widths that start so, and the months in between. */
  private static TestDatabase withSeconds(String... starts) throws SQLException {
    TestDatabase database = TestDatabase.migrated();
    database.execute(
        "SELECT ops.ensure_months('" + starts[0] + "', '" + starts[starts.length - 1] + "')");
    for (String start : starts) {
      database.execute(
          insertion("batch.bars_1s", "BTC-USD", start),
          insertion("batch.bars_1m", "BTC-USD", start),
          insertion("batch.bars_1h", "BTC-USD", start),
          insertion("batch.bars_1d", "BTC-USD", start));
    }
    handOver(database, "BTC-USD", starts[starts.length - 1]);
    database.execute("UPDATE ops.handover SET handover = handover + interval '1 minute'");
    return database;
  }

  private static void insert(TestDatabase database, String product, Instant start)
      throws SQLException {
    database.execute(
        BARS.stream()
            .map(table -> insertion(table, product, start.toString()))
            .toArray(String[]::new));
  }

  private static String insertion(String table, String product, String start) {
    return "INSERT INTO %1$s VALUES ('%2$s', '%3$s', 1, 1, 0, 1, 1, 1, 1, '%3$s', '%3$s', 1, 1, 1, 1, 0, 1, 1, now(), true, 1) ON CONFLICT DO NOTHING"
        .formatted(table, product, start);
  }

  private static void handOver(TestDatabase database, String product, String at)
      throws SQLException {
    database.execute(
        "INSERT INTO ops.handover (product, handover) VALUES ('" + product + "', '" + at + "')");
  }

  private static String run(String times) {
    return "INSERT INTO ops.runs (product, kind, status, started_at, finished_at)"
        + " VALUES ('BTC-USD', 'scheduled', 'done', "
        + times
        + ")";
  }

  private static void keepFrom(TestDatabase database, String instant) throws SQLException {
    database.execute("SELECT ops.keep_rows_from('BTC-USD', '" + instant + "')");
  }

  private static String keptFrom(TestDatabase database) throws SQLException {
    return database
        .query("SELECT kept_from AT TIME ZONE 'UTC' || '+00' FROM ops.handover ORDER BY product")
        .get(0);
  }

  private static List<String> drop(TestDatabase database) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      return drop(statement);
    }
  }

  private static List<String> drop(Statement statement) throws SQLException {
    return drop(statement, "BTC-USD");
  }

  /** What a run does: the tables that rows are gone from, or that are gone, in order. */
  private static List<String> drop(Statement statement, String product) throws SQLException {
    List<String> dropped = new ArrayList<>();
    for (String table : List.of("batch.bars_1s", "batch.bars_1m")) {
      String call = "ops.drop_oldest_month('%s', '%s')".formatted(table, product);
      boolean more = true;
      while (more) {
        more = read(statement, call, dropped);
      }
    }
    read(statement, "ops.delete_old_rows('" + product + "')", dropped);
    return dropped;
  }

  private static boolean read(Statement statement, String call, List<String> relations)
      throws SQLException {
    boolean any = false;
    try (ResultSet row = statement.executeQuery("SELECT relation FROM " + call)) {
      while (row.next()) {
        any = true;
        if (!MADE_AHEAD.matcher(row.getString(1)).find()) {
          relations.add(row.getString(1));
        }
      }
    }
    return any;
  }

  private static int count(Statement statement, String relation) throws SQLException {
    try (ResultSet row = statement.executeQuery("SELECT count(*) FROM " + relation)) {
      row.next();
      return row.getInt(1);
    }
  }

  private static List<String> starts(TestDatabase database, String table) throws SQLException {
    return database.query(
        "SELECT start AT TIME ZONE 'UTC' || '+00' FROM " + table + " ORDER BY start");
  }

  private static Map<String, List<String>> rows(TestDatabase database, String condition)
      throws SQLException {
    Map<String, List<String>> rows = new TreeMap<>();
    for (String table : BARS) {
      rows.put(
          table,
          database.query(
              "SELECT b FROM " + table + " b WHERE " + condition + " ORDER BY product, start"));
    }
    return rows;
  }
}
