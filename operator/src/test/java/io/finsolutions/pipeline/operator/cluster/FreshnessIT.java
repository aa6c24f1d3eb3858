package io.finsolutions.pipeline.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.harness.Eventually;
import io.finsolutions.pipeline.harness.TcpGate;
import io.finsolutions.pipeline.operator.api.FreshnessStatus;
import io.finsolutions.pipeline.operator.status.ConditionType;
import io.finsolutions.pipeline.operator.status.Reason;
import io.finsolutions.pipeline.store.DatabaseSettings;
import io.finsolutions.pipeline.store.Schema;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How new the rows of a pair are, read from a real database. */
class FreshnessIT {
  @RegisterExtension static final SharedOperator OPERATOR = new SharedOperator();

  private static final String PAIR = "btc-usd";

  private static EmbeddedPostgres postgres;
  private static TcpGate gate;

  private final Surrounding surrounding = OPERATOR.surrounding();

  @BeforeAll
  static void startDatabase() throws Exception {
    postgres = EmbeddedPostgres.start();
    gate = new TcpGate(new InetSocketAddress("127.0.0.1", postgres.getPort()));
    Schema.migrate(
        new DatabaseSettings(postgres.getJdbcUrl("postgres", "postgres"), "postgres", ""));
  }

  @AfterAll
  static void stopDatabase() throws Exception {
    gate.close();
    postgres.close();
  }

  @Test
  void theStatusSaysHowNewTheRowsAreAndWhenTheyAreTooOld() throws SQLException {
    applyOn(gate.port(), "postgres");
    surrounding.awaitReady(PAIR);
    surrounding.awaitFailure(PAIR, ConditionType.FRESH, Reason.NO_ROWS_YET, "counted a trade yet");

    execute(
        "INSERT INTO ops.runs (product, kind, status, finished_at, speed_differences)"
            + " VALUES ('BTC-USD', 'scheduled', 'done', now(), 3)",
        "INSERT INTO ops.handover (product, handover) VALUES"
            + " ('BTC-USD', date_trunc('minute', now()))",
        "INSERT INTO speed.bars_1s VALUES ('BTC-USD', now(), 1, 1, 0, 5, 5, 5, 5, now(), now(),"
            + " 7, 7, 1, 1, 0, 5, 5)");
    surrounding.awaitCondition(PAIR, ConditionType.FRESH, "True", "up to date");
    FreshnessStatus freshness = surrounding.pair(PAIR).getStatus().freshness();
    assertThat(freshness.newestRowAt()).isNotNull();
    assertThat(freshness.finalUntil()).endsWith(":00Z");
    assertThat(freshness.missingTrades()).isZero();
    assertThat(freshness.openHoles()).as("the producer cannot be asked from here").isNull();
    assertThat(freshness.lastBatchRun().result()).isEqualTo("done");
    assertThat(freshness.lastBatchRun().speedDifferences()).isEqualTo(3);

    execute(
        "UPDATE ops.handover SET handover = date_trunc('minute', now()) - interval '45 minutes'");
    surrounding.awaitFailure(
        PAIR, ConditionType.FRESH, Reason.FINAL_ROWS_STALE, "and 30 minutes is the promise");
    surrounding.awaitCondition(PAIR, ConditionType.READY, "True", "");
    Eventually.passes(
        () ->
            assertThat(surrounding.events(PAIR))
                .filteredOn(event -> event.startsWith("FinalRowsStale"))
                .hasSize(1));

    gate.cut();
    surrounding.awaitCondition(
        PAIR, ConditionType.FRESH, "Unknown", "the database does not answer: ");
    surrounding.awaitCondition(PAIR, ConditionType.DATABASE_READY, "True", "");
    assertThat(surrounding.pair(PAIR).getStatus().freshness().finalUntil()).isNotNull();

    gate.restore();
    execute("UPDATE ops.handover SET handover = date_trunc('minute', now())");
    surrounding.awaitCondition(PAIR, ConditionType.FRESH, "True", "");
  }

  @Test
  void aDatabaseThatLetsNobodyInIsNotReady() throws SQLException {
    execute("CREATE DATABASE closing");
    applyOn(postgres.getPort(), "closing");
    // That there is no schema yet is no refusal: the migration, which makes it, waits for none.
    surrounding.awaitCondition(
        PAIR, ConditionType.FRESH, "Unknown", "relation \"api.status\" does not exist");
    surrounding.awaitReady(PAIR);

    execute("ALTER DATABASE closing ALLOW_CONNECTIONS false");
    surrounding.awaitFailure(
        PAIR,
        ConditionType.DATABASE_READY,
        Reason.DATABASE_REFUSES,
        "not currently accepting connections");
    surrounding.awaitCondition(PAIR, ConditionType.READY, "False", "lets nobody in");

    execute("ALTER DATABASE closing ALLOW_CONNECTIONS true");
    surrounding.awaitReady(PAIR);
  }

  private void applyOn(int port, String database) {
    surrounding.secret(
        "rows",
        Map.of(
            "host", "127.0.0.1",
            "port", Integer.toString(port),
            "dbname", database,
            "username", "postgres",
            "password", "unused"));
    surrounding.apply(PAIR, Surrounding.own(PAIR) + "database: {external: {secretName: rows}}\n");
  }

  private static void execute(String... statements) throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
