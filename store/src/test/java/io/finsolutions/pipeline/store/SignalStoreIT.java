package io.finsolutions.pipeline.store;

import static io.finsolutions.pipeline.store.TradeArbitraries.BTC_USD;
import static io.finsolutions.pipeline.store.TradeArbitraries.ETH_EUR;
import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.signals.Action;
import io.finsolutions.pipeline.signals.Signal;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignalStoreIT {
  private static final long RUN = 7;
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private Connection connection;
  private SignalStore store;

  @BeforeEach
  void connect() throws SQLException {
    connection = TestDatabase.migrated().connect();
    store = new SignalStore(connection);
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  @Test
  void aSignalComesBackAsItWas() throws Exception {
    Signal signal =
        new Signal(
            BTC_USD,
            BarWidth.FIVE_MINUTES,
            NOON,
            Action.SELL,
            new BigDecimal("0.62"),
            "trend-and-volume/1:threshold=0.3",
            List.of("The RSI is 37.5: losses \"outweigh\" gains.", "±0.3 {is}, enough."),
            new TreeMap<>(
                Map.of("rsi_14", new BigDecimal("37.5"), "close", new BigDecimal("0.00000123"))));
    insert(signal);

    readerOnly();

    assertThat(store.latest(BTC_USD, BarWidth.FIVE_MINUTES, NOON.plusNanos(1000), 10))
        .containsExactly(new StoredSignal(signal, RUN));
  }

  @Test
  void aRangeIsHalfOpenAscendingAndOfOneProductAndWidth() throws Exception {
    for (int minute = 0; minute < 5; minute++) {
      insert(hold(BTC_USD, BarWidth.MINUTE, NOON.plusSeconds(60L * minute), "f/1"));
    }
    insert(hold(ETH_EUR, BarWidth.MINUTE, NOON.plusSeconds(60), "f/1"));
    insert(hold(BTC_USD, BarWidth.HOUR, NOON.plusSeconds(60), "f/1"));

    assertThat(
            store.signals(
                BTC_USD, BarWidth.MINUTE, NOON.plusSeconds(60), NOON.plusSeconds(240), 100))
        .extracting(found -> found.signal().time())
        .containsExactly(NOON.plusSeconds(60), NOON.plusSeconds(120), NOON.plusSeconds(180));
    assertThat(store.signals(BTC_USD, BarWidth.MINUTE, NOON, NOON.plusSeconds(240), 2))
        .extracting(found -> found.signal().time())
        .containsExactly(NOON, NOON.plusSeconds(60));
  }

  @Test
  void theLatestAreNewestFirst() throws Exception {
    for (int minute = 0; minute < 5; minute++) {
      insert(hold(BTC_USD, BarWidth.MINUTE, NOON.plusSeconds(60L * minute), "f/1"));
    }

    assertThat(store.latest(BTC_USD, BarWidth.MINUTE, NOON.plusSeconds(240), 2))
        .extracting(found -> found.signal().time())
        .containsExactly(NOON.plusSeconds(180), NOON.plusSeconds(120));
  }

  @Test
  void severalFormulasMayJudgeTheSameBar() throws Exception {
    insert(hold(BTC_USD, BarWidth.MINUTE, NOON, "f/2"));
    insert(hold(BTC_USD, BarWidth.MINUTE, NOON, "f/1"));

    assertThat(store.signals(BTC_USD, BarWidth.MINUTE, NOON, NOON.plusSeconds(1), 10))
        .extracting(found -> found.signal().formula())
        .containsExactly("f/1", "f/2");
  }

  private static Signal hold(TradingPair product, BarWidth width, Instant time, String formula) {
    return new Signal(
        product,
        width,
        time,
        Action.HOLD,
        BigDecimal.ONE,
        formula,
        List.of("Nothing has happened."),
        new TreeMap<>());
  }

  private void insert(Signal signal) throws SQLException {
    String sql =
        "INSERT INTO batch.signals (%s, run_id) SELECT s.*, ? FROM %s AS s"
            .formatted(SignalColumns.NAMES, SignalColumns.UNNEST);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, RUN);
      SignalColumns.bind(statement, 2, List.of(signal));
      statement.executeUpdate();
    }
  }

  private void readerOnly() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET ROLE pipeline_reader");
    }
  }
}
