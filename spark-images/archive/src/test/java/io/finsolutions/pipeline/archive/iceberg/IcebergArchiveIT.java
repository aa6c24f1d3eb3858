package io.finsolutions.pipeline.archive.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finsolutions.pipeline.archive.TradeArchive;
import io.finsolutions.pipeline.archive.TradeFile;
import io.finsolutions.pipeline.archive.TradeWriter;
import io.finsolutions.pipeline.market.IdRange;
import io.finsolutions.pipeline.market.Origin;
import io.finsolutions.pipeline.market.Side;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradeIds;
import io.finsolutions.pipeline.market.TradeMessage;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.service.FailedException;
import io.finsolutions.pipeline.store.DatabaseSettings;
import io.finsolutions.pipeline.store.Schema;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IcebergArchiveIT {
  private static final TradingPair PRODUCT = TradingPair.parse("BTC-USD");
  private static final Instant MORNING = Instant.parse("2026-03-01T09:00:00Z");
  private static final Instant FOR_EVER = Instant.parse("9999-01-01T00:00:00Z");

  private static EmbeddedPostgres postgres;
  private static DatabaseSettings database;

  @TempDir private Path folder;
  private ArchiveCatalog catalog;
  private IcebergArchive archive;

  @BeforeAll
  static void startPostgres() throws Exception {
    Path state = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "postgres-");
    postgres = EmbeddedPostgres.builder().setOverrideWorkingDirectory(state.toFile()).start();
    database = new DatabaseSettings(postgres.getJdbcUrl("postgres", "postgres"), "postgres", "");
    Schema.migrate(database);
  }

  @AfterAll
  static void stopPostgres() throws Exception {
    postgres.close();
  }

  @BeforeEach
  void open() {
    catalog = ArchiveCatalog.connect(settings(), database);
    archive = catalog.open(PRODUCT);
  }

  @AfterEach
  void close() throws Exception {
    catalog.close();
    forgetTables();
  }

  private ArchiveSettings settings() {
    return new ArchiveSettings(folder.resolve("the warehouse").toString(), Map.of());
  }

  @Test
  void aTradeComesBackAsItWas() {
    List<TradeMessage> trades =
        List.of(
            trade(1, MORNING, "0.000000000000000001", "99999999999999999999", Side.SELL),
            trade(2, MORNING.plusNanos(123_456_000), "83277.25", "0.00000029", Side.BUY),
            new TradeMessage(
                new Trade(
                    PRODUCT,
                    Long.MAX_VALUE,
                    Instant.parse("1970-01-01T00:00:00.000001Z"),
                    new BigDecimal("99999999999999999999.999999999999999999"),
                    BigDecimal.ONE,
                    Side.BUY),
                Origin.BACKFILL));

    write(archive, trades);

    assertThat(all()).containsExactlyInAnyOrderElementsOf(trades);
    assertThat(archive.earliest()).contains(Instant.parse("1970-01-01T00:00:00.000001Z"));
  }

  @Test
  void aSpanHasTheTradesFromItsStartUpToItsEnd() {
    List<TradeMessage> trades = randomTrades(5_000);
    write(archive, trades.subList(0, 2_000));
    write(archive, trades.subList(2_000, 5_000));

    for (int hours : new int[] {0, 1, 23, 24, 40}) {
      Instant from = MORNING.plusSeconds(hours * 3_600L + 7);
      Instant to = from.plusSeconds(30_011);
      List<TradeMessage> expected =
          trades.stream()
              .filter(trade -> !trade.trade().time().isBefore(from))
              .filter(trade -> trade.trade().time().isBefore(to))
              .toList();
      List<TradeMessage> found = new ArrayList<>();
      archive.read(from, to, found::add);
      assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
      assertThat(archive.ids(from, to)).isEqualTo(ids(expected));
    }
  }

  @Test
  void anIdIsFoundWheneverItsTradeWasExecuted() {
    List<TradeMessage> trades = randomTrades(2_000);
    write(archive, trades);

    TradeIds asked = TradeIds.of(new IdRange(17, 19), new IdRange(1_999, 2_400));

    assertThat(archive.found(asked))
        .isEqualTo(TradeIds.of(new IdRange(17, 19), new IdRange(1_999, 2_000)));
    assertThat(archive.found(new TradeIds()).isEmpty()).isTrue();
    assertThat(archive.found(TradeIds.of(new IdRange(5_000, 6_000))).isEmpty()).isTrue();
  }

  @Test
  void theSameIdsComeFromWholeFilesAsFromPartsOfThem() {
    // Every second id: the file's ends say nothing about what is between them.
    List<TradeMessage> odd =
        randomTrades(1_000).stream().filter(trade -> trade.trade().tradeId() % 2 == 1).toList();
    write(archive, odd);

    assertThat(archive.ids(Instant.EPOCH, FOR_EVER)).isEqualTo(ids(odd));
  }

  @Test
  void filesAreNoPartOfItBeforeTheyAreAppended() {
    List<TradeMessage> trades = randomTrades(100);
    List<TradeFile> files = files(archive, trades);
    assertThat(all()).isEmpty();

    archive.append(files, Optional.empty(), Map.of("range", "a morning"));

    assertThat(all()).containsExactlyInAnyOrderElementsOf(trades);
  }

  @Test
  void whatIsDiscardedOrNeverFinishedLeavesNoFile() throws Exception {
    archive.discard(files(archive, randomTrades(60_000)));
    try (TradeWriter writer = archive.files().begin()) {
      randomTrades(60_000).forEach(writer::add);
    }

    assertThat(dataFiles()).isEmpty();
  }

  @Test
  void aFileHasOneDayInTheOrderOfExecution() throws Exception {
    List<TradeFile> files = files(archive, randomTrades(5_000));

    assertThat(files).extracting(TradeFile::trades).hasSize(3).doesNotContain(0L);
    assertThat(dataFiles())
        .extracting(file -> file.getParent().getFileName().toString())
        .containsExactly("day=2026-03-01", "day=2026-03-02", "day=2026-03-03");
  }

  @Test
  void filesCanBeWrittenInAnotherProcess() throws Exception {
    List<TradeMessage> trades = randomTrades(100);
    List<TradeFile> files;
    try (TradeWriter writer = copy(archive.files()).begin()) {
      trades.forEach(writer::add);
      files = copy(new ArrayList<>(writer.finish()));
    }

    archive.append(files, Optional.empty(), Map.of());

    assertThat(all()).containsExactlyInAnyOrderElementsOf(trades);
  }

  @Test
  void theStateIsWhatTheLastStepHasSaid() {
    assertThat(archive.state()).isEmpty();
    archive.append(List.of(), Optional.of("{\"at\": 1}"), Map.of());
    archive.append(files(archive, randomTrades(10)), Optional.of("two"), Map.of());
    archive.append(List.of(), Optional.empty(), Map.of());

    try (ArchiveCatalog other = ArchiveCatalog.connect(settings(), database)) {
      assertThat(other.open(PRODUCT).state()).contains("two");
    }
  }

  @Test
  void productsDoNotSeeEachOther() {
    write(archive, randomTrades(10));

    IcebergArchive other = catalog.open(TradingPair.parse("ETH-USD"));

    assertThat(other.ids(Instant.EPOCH, FOR_EVER).isEmpty()).isTrue();
  }

  @Test
  void aDatabaseThatIsNewAdoptsWhatIsInTheWarehouse() throws Exception {
    List<TradeMessage> trades = randomTrades(1_000);
    for (int part = 0; part < 10; part++) {
      archive.append(
          files(archive, trades.subList(part * 100, part * 100 + 100)),
          Optional.of("part " + part),
          Map.of());
    }
    forgetTables();

    assertThatThrownBy(() -> catalog.open(PRODUCT))
        .isInstanceOf(FailedException.class)
        .hasMessageContaining("that this database does not know")
        .hasMessageContaining("batch restore");
    archive = catalog.adopt(PRODUCT);

    assertThat(all()).containsExactlyInAnyOrderElementsOf(trades);
    assertThat(archive.state()).contains("part 9");
    assertThat(catalog.adopt(PRODUCT).state()).contains("part 9");
    assertThat(catalog.open(PRODUCT).state()).contains("part 9");
  }

  @Test
  void anotherWarehouseIsNotTakenForTheOneThatTheDatabaseKnows() {
    write(archive, randomTrades(10));
    ArchiveSettings elsewhere =
        new ArchiveSettings(folder.resolve("elsewhere").toString(), Map.of());

    try (ArchiveCatalog other = ArchiveCatalog.connect(elsewhere, database)) {
      assertThatThrownBy(() -> other.open(PRODUCT))
          .isInstanceOf(FailedException.class)
          .hasMessageContaining("the archive of BTC-USD is at file:")
          .hasMessageContaining("--archive-warehouse names file:");
    }
  }

  @Test
  void whatWasNeverThereCannotBeAdopted() {
    assertThatThrownBy(() -> catalog.adopt(TradingPair.parse("ETH-USD")))
        .isInstanceOf(FailedException.class)
        .hasMessageContaining("there is no archive of ETH-USD at file:");
  }

  private List<TradeMessage> all() {
    List<TradeMessage> all = new ArrayList<>();
    archive.read(Instant.EPOCH, FOR_EVER, all::add);
    return all;
  }

  private static void write(TradeArchive archive, Collection<TradeMessage> trades) {
    archive.append(files(archive, trades), Optional.empty(), Map.of());
  }

  private static List<TradeFile> files(TradeArchive archive, Collection<TradeMessage> trades) {
    try (TradeWriter writer = archive.files().begin()) {
      trades.forEach(writer::add);
      return writer.finish();
    }
  }

  private List<Path> dataFiles() throws Exception {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".parquet"))
          .sorted(Comparator.comparing(file -> file.getParent().toString()))
          .toList();
    }
  }

  private static void forgetTables() throws Exception {
    try (Connection connection = database.connect("test");
        Statement statement = connection.createStatement()) {
      statement.execute("TRUNCATE archive.iceberg_tables, archive.iceberg_namespace_properties");
    }
  }

  /** Trades of two days and a bit, in no order. */
  private static List<TradeMessage> randomTrades(int count) {
    Random random = new Random(count);
    List<TradeMessage> trades = new ArrayList<>();
    for (long id = 1; id <= count; id++) {
      Instant time = MORNING.plusNanos(id * (180_000_000L / count) * 1_000_000);
      trades.add(
          trade(
              id,
              time,
              BigDecimal.valueOf(1 + random.nextInt(1_000_000), random.nextInt(9)).toString(),
              BigDecimal.valueOf(1 + random.nextInt(1_000_000), random.nextInt(9)).toString(),
              random.nextBoolean() ? Side.BUY : Side.SELL));
    }
    Collections.shuffle(trades, random);
    return trades;
  }

  private static TradeMessage trade(long id, Instant time, String price, String size, Side maker) {
    return new TradeMessage(
        new Trade(PRODUCT, id, time, new BigDecimal(price), new BigDecimal(size), maker),
        Origin.LIVE);
  }

  private static TradeIds ids(Collection<TradeMessage> trades) {
    TradeIds ids = new TradeIds();
    trades.forEach(trade -> ids.add(trade.trade().tradeId()));
    return ids;
  }

  @SuppressWarnings("unchecked")
  private static <T> T copy(T object) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (T) in.readObject();
    }
  }
}
