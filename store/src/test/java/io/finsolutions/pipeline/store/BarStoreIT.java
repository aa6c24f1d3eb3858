package io.finsolutions.pipeline.store;

import static io.finsolutions.pipeline.store.TradeArbitraries.BTC_USD;
import static io.finsolutions.pipeline.store.TradeArbitraries.ETH_EUR;
import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.market.BarFold;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.Side;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradingPair;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.lifecycle.BeforeTry;

class BarStoreIT {
  private static final Instant EVER = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant NEVER = Instant.parse("2100-01-01T00:00:00Z");
  private static final int ALL = 100_000;

  private static TestDatabase database;
  private static Connection connection;
  private static BarStore store;

  private long runId;

  private record Seen(Bar bar, Layer layer, boolean isFinal, boolean isComplete, OptionalLong run) {
    static Seen of(StoredBar row) {
      return new Seen(row.bar(), row.layer(), row.isFinal(), row.isComplete(), row.runId());
    }
  }

  @BeforeContainer
  static void connect() throws SQLException {
    database = TestDatabase.migrated();
    database.execute("SELECT ops.ensure_month('batch.bars_1s', '2026-03-01Z')");
    connection = database.connect();
    store = new BarStore(connection);
  }

  @AfterContainer
  static void disconnect() throws SQLException {
    connection.close();
  }

  @BeforeTry
  void empty() throws SQLException {
    database.execute(
        "TRUNCATE speed.bars_1s, batch.bars_1s, batch.bars_1m, batch.bars_1h, batch.bars_1d,"
            + " ops.handover, ops.runs, ops.late_trades, ops.missing_ids, ops.differences");
    runId = newRun("INSERT INTO ops.runs (product, kind) VALUES ('BTC-USD', 'scheduled')");
  }

  @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
  void everyIntervalHasOneRowThatIsTheFoldOfItsTradesWhereverTheHandoverLies(
      @ForAll("trades") List<Trade> trades,
      @ForAll("handovers") Optional<Instant> bitcoin,
      @ForAll("handovers") Optional<Instant> ether)
      throws SQLException {
    write(BTC_USD, trades, bitcoin);
    write(ETH_EUR, trades, ether);

    for (BarWidth width : BarWidth.values()) {
      assertThat(seen(BTC_USD, width))
          .as("%s", width)
          .isEqualTo(expected(BTC_USD, width, trades, bitcoin));
      assertThat(seen(ETH_EUR, width))
          .as("%s", width)
          .isEqualTo(expected(ETH_EUR, width, trades, ether));
    }
    for (BarWidth width : BarWidth.STORED) {
      assertThat(averages(width)).as("%s", width).isEqualTo(expectedAverages(width, trades));
    }
  }

  @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
  void whatIsPrintedIsWhatIsRead(
      @ForAll("trades") List<Trade> trades, @ForAll("handovers") Optional<Instant> handover)
      throws SQLException {
    write(BTC_USD, trades, handover);

    for (BarWidth width : BarWidth.values()) {
      for (BarStore.Order order : BarStore.Order.values()) {
        List<List<Object>> read = new ArrayList<>();
        store.visit(BTC_USD, width, EVER, NEVER, order, 7, bar -> read.add(printed(bar)));
        List<List<Object>> printed = new ArrayList<>();
        store.print(
            BTC_USD,
            width,
            EVER,
            NEVER,
            order,
            7,
            bar -> printed.add(List.of(bar, bar.vwap(), bar.meanPrice())));
        assertThat(printed).as("%s %s", width, order).isEqualTo(read);
      }
    }
  }

  private static List<Object> printed(StoredBar bar) {
    return List.of(
        PrintedBar.of(bar),
        bar.bar().vwap().toPlainString(),
        bar.bar().meanPrice().toPlainString());
  }

  @Example
  void aQuoteVolumeOfThirtySixFractionDigitsIsExact() throws SQLException {
    BigDecimal price = new BigDecimal("12345678901234567890.000000000000000001");
    BigDecimal size = new BigDecimal("98765432109876543210.000000000000000003");
    Instant time = Instant.parse("2026-03-01T00:00:00Z");
    write(BTC_USD, List.of(new Trade(BTC_USD, 1, time, price, size, Side.BUY)), Optional.empty());

    for (BarWidth width : BarWidth.STORED) {
      Bar bar = store.bars(BTC_USD, width, EVER, NEVER, ALL).get(0).bar();
      assertThat(bar.quoteVolume())
          .isEqualTo(
              new BigDecimal(
                  "1219326311370217952237463801111263527035.802468813580246880000000000000000003"))
          .isEqualTo(price.multiply(size));
    }
  }

  @Example
  void anAverageIsRoundedOnceAndNotTwice() throws SQLException {
    // The quotient goes on with 4 and seventeen nines behind its eighteenth digit: whoever rounds
    // it
    // at the thirty-sixth first makes a 5 of them.
    Instant time = Instant.parse("2026-03-01T00:00:00Z");
    BigDecimal price = new BigDecimal("999999999999999999");
    BigDecimal dust = new BigDecimal("0.000000000000000001");
    List<Trade> trades =
        List.of(
            new Trade(BTC_USD, 1, time, price, BigDecimal.ONE.add(dust), Side.BUY),
            new Trade(BTC_USD, 2, time, price.add(dust), BigDecimal.ONE, Side.SELL));
    write(BTC_USD, trades, Optional.empty());

    assertThat(averages(BarWidth.SECOND)).isEqualTo(expectedAverages(BarWidth.SECOND, trades));
    assertThat(averages(BarWidth.SECOND).values())
        .extracting(each -> each.get(0))
        .containsExactly(price);
  }

  @Example
  void aRangeIsHalfOpenAndItsBarsComeFromTheEarliestOn() throws SQLException {
    write(BTC_USD, ticks(5), Optional.empty());

    assertThat(store.bars(BTC_USD, BarWidth.SECOND, second(1), second(4), ALL))
        .extracting(row -> row.bar().start())
        .containsExactly(second(1), second(2), second(3));
    assertThat(store.bars(BTC_USD, BarWidth.SECOND, second(1), second(4), 2))
        .extracting(row -> row.bar().start())
        .containsExactly(second(1), second(2));
    assertThat(store.bars(ETH_EUR, BarWidth.SECOND, EVER, NEVER, ALL)).isEmpty();
  }

  @Example
  void theLatestBarsComeNewestFirst() throws SQLException {
    write(BTC_USD, ticks(5), Optional.of(second(0)));

    assertThat(store.latest(BTC_USD, BarWidth.SECOND, EVER, 2))
        .extracting(row -> row.bar().start())
        .containsExactly(second(4), second(3));
    assertThat(store.latest(BTC_USD, BarWidth.SECOND, second(4), 2))
        .extracting(row -> row.bar().start())
        .containsExactly(second(4));
  }

  @Example
  void aProductThatNobodyCountedHasNoStatus() throws SQLException {
    assertThat(store.status(BTC_USD)).isEmpty();
  }

  @Example
  void beforeTheFirstRunTheStatusTellsOfTheSpeedLayerOnly() throws SQLException {
    database.execute("TRUNCATE ops.runs CASCADE");
    write(BTC_USD, ticks(3), Optional.empty());

    PipelineStatus status = store.status(BTC_USD).orElseThrow();

    assertThat(status.handover()).isEmpty();
    assertThat(status.latestTradeAt()).contains(second(2));
    assertThat(status.latestRowAt()).isPresent();
    assertThat(status.missingTrades()).isZero();
    assertThat(status.lateTrades()).isZero();
    assertThat(status.latestRun()).isEmpty();
  }

  @Example
  void theStatusTellsOfTheLatestRunAndOfWhatIsMissing() throws SQLException {
    write(BTC_USD, ticks(3), Optional.of(second(0)));
    long failed =
        newRun(
            "INSERT INTO ops.runs (product, kind, status, started_at, finished_at, error,"
                + " speed_differences) VALUES ('BTC-USD', 'scheduled', 'failed', '2026-03-01Z',"
                + " '2026-03-01 00:01Z', 'no broker', 3)");
    newRun("INSERT INTO ops.runs (product, kind) VALUES ('ETH-EUR', 'scheduled')");
    database.execute(
        "INSERT INTO ops.missing_ids VALUES ('BTC-USD', 5, 7, now(), now(), " + runId + ")",
        "INSERT INTO ops.missing_ids VALUES ('BTC-USD', 9, 9, now(), now(), " + runId + ")",
        "INSERT INTO ops.late_trades VALUES ('BTC-USD', 4, now(), 1, 1, 'BUY', 'live')");

    PipelineStatus status = store.status(BTC_USD).orElseThrow();

    assertThat(status.handover()).contains(second(0));
    assertThat(status.missingTrades()).isEqualTo(4);
    assertThat(status.lateTrades()).isEqualTo(1);
    assertThat(status.latestRun())
        .contains(
            new PipelineStatus.LatestRun(
                failed,
                "failed",
                Instant.parse("2026-03-01T00:00:00Z"),
                Optional.of(Instant.parse("2026-03-01T00:01:00Z")),
                Optional.of("no broker"),
                OptionalLong.of(3),
                OptionalLong.empty()));
  }

  @Provide
  Arbitrary<List<Trade>> trades() {
    return TradeArbitraries.trades();
  }

  @Provide
  Arbitrary<Optional<Instant>> handovers() {
    return Arbitraries.of(TradeArbitraries.BORDERS).optional(0.9);
  }

  /**
   * Writes what the layers write of a product, and beside it what readers must not see: speed rows
   * before the hand-over, and batch rows behind it that a rewind left.
   */
  private void write(TradingPair product, List<Trade> trades, Optional<Instant> handover)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("INSERT INTO ops.handover (product, handover) VALUES (?, ?)")) {
      statement.setString(1, product.toString());
      statement.setObject(2, handover.map(BarColumns::utc).orElse(null));
      statement.executeUpdate();
    }
    List<Bar> speed = new ArrayList<>();
    for (Bar bar : fold(product, BarWidth.SECOND, trades)) {
      speed.add(isBefore(bar, handover) ? stale(bar) : bar);
    }
    insert("speed.bars_1s (" + BarColumns.NAMES + ")", "n.*", speed);
    if (handover.isEmpty()) {
      return;
    }
    for (BarWidth width : BarWidth.STORED) {
      List<Bar> rows =
          fold(product, width, trades).stream()
              .map(bar -> isBefore(bar, handover) ? bar : stale(bar))
              .toList();
      String table = "batch.bars_" + width.label() + " (" + BarColumns.NAMES;
      insertBatch(table, true, rows, BarStoreIT::isComplete);
      insertBatch(table, false, rows, bar -> !isComplete(bar));
    }
  }

  private void insertBatch(String table, boolean complete, List<Bar> rows, Predicate<Bar> which)
      throws SQLException {
    insert(
        table + ", complete, run_id)",
        "n.*, " + complete + ", " + runId,
        rows.stream().filter(which).toList());
  }

  private static void insert(String into, String values, List<Bar> bars) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO " + into + " SELECT " + values + " FROM " + BarColumns.UNNEST + " AS n")) {
      BarColumns.bind(statement, 1, bars);
      assertThat(statement.executeUpdate()).isEqualTo(bars.size());
    }
  }

  private static List<Seen> seen(TradingPair product, BarWidth width) throws SQLException {
    return store.bars(product, width, EVER, NEVER, ALL).stream().map(Seen::of).toList();
  }

  private List<Seen> expected(
      TradingPair product, BarWidth width, List<Trade> trades, Optional<Instant> handover) {
    return fold(product, width, trades).stream()
        .map(
            bar ->
                isBefore(bar, handover)
                    ? new Seen(
                        bar,
                        Layer.BATCH,
                        true,
                        parts(bar, trades).allMatch(BarStoreIT::isComplete),
                        OptionalLong.of(runId))
                    : new Seen(bar, Layer.SPEED, false, false, OptionalLong.empty()))
        .toList();
  }

  /** The stored bars that a bar is merged from; itself, if it is stored. */
  private static Stream<Bar> parts(Bar bar, List<Trade> trades) {
    return fold(bar.product(), bar.width().stored(), trades).stream()
        .filter(part -> bar.width().startOf(part.start()).equals(bar.start()));
  }

  private static Map<String, List<BigDecimal>> averages(BarWidth width) throws SQLException {
    Map<String, List<BigDecimal>> averages = new TreeMap<>();
    String view = "api.bars_" + width.label();
    try (PreparedStatement statement = connection.prepareStatement("SELECT * FROM " + view);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        averages.put(
            BarColumns.instant(row, "start") + " " + row.getString("product"),
            List.of(
                row.getBigDecimal("vwap").stripTrailingZeros(),
                row.getBigDecimal("mean_price").stripTrailingZeros()));
      }
    }
    return averages;
  }

  private static Map<String, List<BigDecimal>> expectedAverages(
      BarWidth width, List<Trade> trades) {
    Map<String, List<BigDecimal>> averages = new TreeMap<>();
    BarFold fold = new BarFold(width);
    trades.forEach(fold::add);
    for (Bar bar : fold.bars()) {
      averages.put(
          bar.start() + " " + bar.product(),
          List.of(bar.vwap().stripTrailingZeros(), bar.meanPrice().stripTrailingZeros()));
    }
    return averages;
  }

  private static List<Bar> fold(TradingPair product, BarWidth width, List<Trade> trades) {
    BarFold fold = new BarFold(width);
    trades.stream().filter(trade -> trade.product().equals(product)).forEach(fold::add);
    return fold.bars();
  }

  /** Whether a whole bar lies before the hand-over. */
  private static boolean isBefore(Bar bar, Optional<Instant> handover) {
    return handover.isPresent() && !bar.end().isAfter(handover.get());
  }

  private static boolean isComplete(Bar bar) {
    return bar.trades() % 2 == 0;
  }

  private static Bar stale(Bar bar) {
    BarFold fold = new BarFold(bar.width());
    BigDecimal wrong = new BigDecimal("666");
    fold.add(new Trade(bar.product(), 666, bar.openTime(), wrong, wrong, Side.SELL));
    return fold.bars().get(0);
  }

  private static List<Trade> ticks(int count) {
    List<Trade> trades = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      trades.add(new Trade(BTC_USD, i + 1, second(i), BigDecimal.TEN, BigDecimal.ONE, Side.BUY));
    }
    return trades;
  }

  private static Instant second(int number) {
    return Instant.parse("2026-03-01T00:00:00Z").plusSeconds(number);
  }

  private static long newRun(String sql) throws SQLException {
    return Long.parseLong(database.query(sql + " RETURNING run_id").get(0));
  }
}
