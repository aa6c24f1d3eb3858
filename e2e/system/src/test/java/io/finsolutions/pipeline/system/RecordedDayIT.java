package io.finsolutions.pipeline.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * The busiest hour of a day of real bars, played for a few minutes: the rows are the recorded
 * seconds.
 */
@OnRealNodes
@Order(8)
class RecordedDayIT {
  private static final String RECORDING =
      "/io/finsolutions/pipeline/exchange/tape/coinbase_btcusd_20161007_1s.csv";
  private static final int MINUTES = 3;

  /** What a second's row has in common with a recorded bar. */
  private record Figures(
      BigDecimal open, BigDecimal high, BigDecimal low, BigDecimal close, BigDecimal volume) {
    Figures {
      open = open.stripTrailingZeros();
      high = high.stripTrailingZeros();
      low = low.stripTrailingZeros();
      close = close.stripTrailingZeros();
      volume = volume.stripTrailingZeros();
    }
  }

  @Test
  void theRowsAreTheRecordedSeconds() throws IOException {
    Stack stack = Stack.shared();
    stack.exchange("recording", "--tape=recorded-bars", "--product=BTC-USD");
    PairUnderTest pair = PairUnderTest.alone("recorded", "BTC-USD");
    pair.apply(
        "None",
        """
        deletionPolicy: Delete
        producer:
          template:
            spec:
              containers:
                - name: producer
                  env:
                    - {name: PIPELINE_COINBASE_REST_URL, value: 'http://recording:8080'}
                    - {name: PIPELINE_COINBASE_EXCHANGE_URL, value: 'http://recording:8080'}
                    - {name: PIPELINE_COINBASE_WEBSOCKET_URL, value: 'ws://recording:8080'}
        """);
    // They would be the candles of the other exchange.
    pair.patch("spec: {batch: {compareCandles: false}}");
    pair.awaitReady();
    pair.awaitFinal(Instant.now().plus(Duration.ofMinutes(MINUTES)));

    TreeMap<Instant, Figures> recorded = recorded();
    SortedMap<Instant, Figures> rows = finalRows(pair);
    assertThat(rows).as("final seconds").hasSizeGreaterThan(MINUTES * 10);
    Duration shift = shift(rows, recorded);
    SortedMap<Instant, Figures> played = new TreeMap<>();
    recorded
        .subMap(rows.firstKey().minus(shift), true, rows.lastKey().minus(shift), true)
        .forEach((start, bar) -> played.put(start.plus(shift), bar));
    assertThat(rows).isEqualTo(played);
    Timeline.tell("%d rows equal the recorded seconds", rows.size());
    pair.delete();
  }

  /** By how much the recording was moved: the one for which the first rows are recorded. */
  private static Duration shift(
      SortedMap<Instant, Figures> rows, SortedMap<Instant, Figures> recorded) {
    List<Duration> candidates = new ArrayList<>();
    recorded.forEach(
        (start, bar) -> {
          if (bar.equals(rows.get(rows.firstKey()))) {
            candidates.add(Duration.between(start, rows.firstKey()));
          }
        });
    return candidates.stream()
        .filter(
            shift ->
                rows.entrySet().stream()
                    .limit(20)
                    .allMatch(
                        row -> row.getValue().equals(recorded.get(row.getKey().minus(shift)))))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no stretch of the recording begins like the rows"));
  }

  private static TreeMap<Instant, Figures> recorded() throws IOException {
    TreeMap<Instant, Figures> bars = new TreeMap<>();
    Instant midnight = Instant.parse("2016-10-07T00:00:00Z");
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                RecordedDayIT.class.getResourceAsStream(RECORDING), StandardCharsets.UTF_8))) {
      lines
          .lines()
          .skip(1)
          .map(line -> line.split(","))
          .forEach(
              bar ->
                  bars.put(
                      midnight.plusMillis(Long.parseLong(bar[0])),
                      new Figures(
                          new BigDecimal(bar[1]),
                          new BigDecimal(bar[2]),
                          new BigDecimal(bar[3]),
                          new BigDecimal(bar[4]),
                          new BigDecimal(bar[5]))));
    }
    return bars;
  }

  private static SortedMap<Instant, Figures> finalRows(PairUnderTest pair) {
    try (Database database = pair.database()) {
      return database.ask(
          open -> {
            try (Statement statement = open.createStatement();
                ResultSet row =
                    statement.executeQuery(
                        "SELECT * FROM api.bars_1s WHERE final AND complete ORDER BY start")) {
              return read(row);
            }
          });
    }
  }

  private static SortedMap<Instant, Figures> read(ResultSet row) throws SQLException {
    SortedMap<Instant, Figures> rows = new TreeMap<>();
    while (row.next()) {
      rows.put(
          row.getObject("start", OffsetDateTime.class).toInstant(),
          new Figures(
              row.getBigDecimal("open"),
              row.getBigDecimal("high"),
              row.getBigDecimal("low"),
              row.getBigDecimal("close"),
              row.getBigDecimal("base_volume")));
    }
    return rows;
  }
}
