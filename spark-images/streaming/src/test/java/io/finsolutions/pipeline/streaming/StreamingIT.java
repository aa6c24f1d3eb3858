package io.finsolutions.pipeline.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.embedded.EmbeddedBroker;
import io.finsolutions.pipeline.embedded.Guard;
import io.finsolutions.pipeline.market.Trade;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The speed layer between a real broker and a real Postgres, and what happens to all three. */
class StreamingIT {
  private static final Logger LOG = LoggerFactory.getLogger(StreamingIT.class);
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir static Path folder;
  private static Guard guard;
  private static EmbeddedBroker broker;
  private static PostgresServer postgres;
  private static int processes;

  private String name;
  private PostgresServer.Database database;

  @BeforeAll
  static void startServers() {
    postgres = new PostgresServer(folder.resolve("postgres"));
    guard = Guard.in(folder.resolve("guard"));
    broker = new EmbeddedBroker(folder.resolve("broker"), guard);
    broker.start();
  }

  @AfterAll
  static void stopServers() throws IOException {
    broker.close();
    postgres.close();
  }

  @BeforeEach
  void makeTopicsAndDatabase(TestInfo test) throws Exception {
    name = test.getTestMethod().orElseThrow().getName();
    database = postgres.newDatabase();
    broker.createTopic(tradesTopic(), 1, Map.of());
    broker.createTopic(name + ".bars", 1, Map.of());
    broker.createTopic(name + ".dead-letters", 1, Map.of());
  }

  @Test
  void killedTwiceInMidStreamItHasCountedEachTradeOnce() throws Exception {
    try (TradesTopic trades = new TradesTopic(broker.bootstrapServers(), tradesTopic())) {
      trades.write(2_000);
      for (int i = 0; i < 2; i++) {
        try (StreamingProcess process = start()) {
          process.awaitReady();
          long before = nextOffset();
          CompletableFuture<Void> writing = inBackground(() -> trades.write(4_000, 600));
          Eventually.await("it counts", SOON, () -> nextOffset() > before + 500);
          process.kill();
          writing.get();
        }
      }
      try (StreamingProcess process = start()) {
        awaitReady("continuous", process);
        trades.write(4_000, 600);

        awaitCounted(trades);

        report("resident", process.residentMebibytes(), "MiB");
        assertThat(lettersByOffset()).isEqualTo(trades.rejected());
        assertThat(process.metric("pipeline_speed_lost_announcements_total")).isZero();
        process.terminate();
        assertThat(process.log()).doesNotContain("\tat ");
      }
    }
  }

  @Test
  void itComesBackByItselfWhenPostgresAndTheBrokerDo() throws Exception {
    try (TradesTopic trades = new TradesTopic(broker.bootstrapServers(), tradesTopic());
        StreamingProcess process = start()) {
      process.awaitReady();
      trades.write(500);
      awaitCounted(trades);

      postgres.kill();
      trades.write(500);
      Eventually.await("it is not ready without Postgres", SOON, () -> !process.isReady());
      Eventually.await(
          "it has tried again and again",
          Duration.ofSeconds(60),
          () -> process.log().split("query ended, will start again").length > 3);
      prolongOutage();
      postgres.start();
      Stopwatch sincePostgres = new Stopwatch();
      awaitCounted(trades);
      report("Postgres back, rows right after", sincePostgres.millis(), "ms");
      Eventually.await("it is ready again", SOON, process::isReady);

      broker.kill();
      prolongOutage();
      broker.start();
      Stopwatch sinceBroker = new Stopwatch();
      trades.write(500);
      awaitCounted(trades);
      report("broker back, rows right after", sinceBroker.millis(), "ms");
      Eventually.await("it is ready still or again", SOON, process::isReady);

      CompletableFuture<Void> writing = inBackground(() -> trades.write(2_000, 2_000));
      Eventually.await("it counts", SOON, () -> nextOffset() > 1_700);
      Duration took = process.terminate();
      report("SIGTERM took", took.toMillis(), "ms");
      assertThat(took).isLessThan(Duration.ofSeconds(10));
      assertThat(process.exitCode(SOON)).isZero();
      assertThat(process.log()).doesNotContain("\tat ");
      writing.get();
    }
  }

  @Test
  void itReadsAKafkaThatAsksForAPassword() throws Exception {
    try (TradesTopic trades = new TradesTopic(broker.bootstrapServers(), tradesTopic());
        StreamingProcess process =
            startAt(guard.bootstrapServers(), "--kafka-config", guard.clientConfig().toString())) {
      process.awaitReady();
      trades.write(500);
      awaitCounted(trades);
      Map<String, String> counts = tradesBySecond(OracleSeconds.of(trades.trades()));
      Eventually.await(
          "rows are announced behind the same door", SOON, () -> announcedTrades().equals(counts));
      assertThat(lettersByOffset()).isEqualTo(trades.rejected());
      assertThat(process.log()).doesNotContain("only-on-loopback");
    }
  }

  @Test
  void ofTwoDriversExactlyOneGoesOn() throws Exception {
    try (TradesTopic trades = new TradesTopic(broker.bootstrapServers(), tradesTopic());
        StreamingProcess one = start();
        StreamingProcess other = start()) {
      one.awaitReady();
      other.awaitReady();
      CompletableFuture<Void> writing = inBackground(() -> trades.write(2_000, 500));
      Eventually.await("one ends", SOON, () -> !one.isAlive() || !other.isAlive());
      StreamingProcess loser = one.isAlive() ? other : one;
      StreamingProcess winner = one.isAlive() ? one : other;

      assertThat(loser.exitCode(SOON)).isEqualTo(1);
      assertThat(loser.log().lines())
          .filteredOn(line -> line.startsWith("streaming: "))
          .singleElement()
          .asString()
          .startsWith("streaming: another driver counts this topic now: ")
          .contains("another driver has taken over " + tradesTopic() + "/0 from generation 1");
      assertThat(loser.log()).doesNotContain("\tat ");
      writing.get();
      awaitCounted(trades);
      assertThat(winner.isReady()).isTrue();
    }
  }

  @Test
  void aTopicThatWasMadeAnewIsNotCountedByTheOffsetsOfTheOldOne() throws Exception {
    database.execute(
        "INSERT INTO ops.fence (topic, partition, generation, next_offset) VALUES ('"
            + tradesTopic()
            + "', 0, 1, 1000)");
    try (StreamingProcess process = start()) {
      assertThat(process.exitCode(SOON)).isEqualTo(1);
      assertThat(process.log().lines().toList())
          .last()
          .asString()
          .startsWith("streaming: the speed rows reflect " + tradesTopic() + "/0 up to offset 1000")
          .contains("it ends at 0: the topic was made anew");
      assertThat(process.log()).doesNotContain("\tat ");
    }
  }

  @Test
  void aTopicThatIsMadeAnewUnderTheContinuousQueryIsNoticed() throws Exception {
    assertThatATopicMadeAnewIsNoticed("continuous");
  }

  @Test
  void aTopicThatIsMadeAnewUnderMicroBatchesIsNoticed() throws Exception {
    assertThatATopicMadeAnewIsNoticed("micro-batch");
  }

  private void assertThatATopicMadeAnewIsNoticed(String trigger) throws Exception {
    try (TradesTopic trades = new TradesTopic(broker.bootstrapServers(), tradesTopic())) {
      TradesTopic others;
      String lastWords;
      try (StreamingProcess process = start("--trigger", trigger)) {
        process.awaitReady();
        trades.write(200);
        awaitCounted(trades);

        others = makeTopicAnew();

        assertThat(process.exitCode(Duration.ofSeconds(60))).isEqualTo(1);
        lastWords = lastWords(process);
      }
      assertThatTheWayOutCountsEachTradeOnce(lastWords, trades, others);
    }
  }

  @Test
  void aTopicThatIsMadeAnewWhileNobodyReadsItIsNoticed() throws Exception {
    try (TradesTopic trades = new TradesTopic(broker.bootstrapServers(), tradesTopic())) {
      try (StreamingProcess process = start()) {
        process.awaitReady();
        trades.write(200);
        awaitCounted(trades);
      }
      TradesTopic others = makeTopicAnew();
      String lastWords;
      try (StreamingProcess process = start()) {
        assertThat(process.exitCode(SOON)).isEqualTo(1);
        lastWords = lastWords(process);
      }
      assertThat(OracleSeconds.rowsOf(database.speedRows()))
          .isEqualTo(OracleSeconds.of(trades.trades()));
      assertThatTheWayOutCountsEachTradeOnce(lastWords, trades, others);
    }
  }

  /** With more records than before: offsets alone do not tell. */
  private TradesTopic makeTopicAnew() throws Exception {
    broker.deleteTopic(tradesTopic());
    broker.createTopic(tradesTopic(), 1, Map.of());
    try (TradesTopic others = new TradesTopic(broker.bootstrapServers(), tradesTopic())) {
      others.write(600);
      return others;
    }
  }

  private static String lastWords(StreamingProcess process) {
    List<String> words =
        process.log().lines().filter(line -> line.startsWith("streaming: ")).toList();
    assertThat(words).singleElement().asString().contains("was made anew since it was counted");
    return words.get(0);
  }

  /** What is said to do is done, word for word. */
  private void assertThatTheWayOutCountsEachTradeOnce(
      String lastWords, TradesTopic trades, TradesTopic others) throws Exception {
    database.execute(
        lastWords.substring(lastWords.indexOf("UPDATE"), lastWords.indexOf("; trades")));
    Map<Long, Trade> all = new TreeMap<>();
    trades.trades().forEach(trade -> all.put(trade.tradeId(), trade));
    others.trades().forEach(trade -> all.putIfAbsent(trade.tradeId(), trade));
    try (StreamingProcess process = start()) {
      process.awaitReady();
      Eventually.await(
          "the new topic is counted", SOON, () -> nextOffsets().equals(others.records()));
      assertThat(OracleSeconds.rowsOf(database.speedRows()))
          .isEqualTo(OracleSeconds.of(List.copyOf(all.values())));
    }
  }

  @Test
  void aDatabaseThatWasRestoredFromABackupIsBroughtUpToDateFromTheTopic() throws Exception {
    try (TradesTopic trades = new TradesTopic(broker.bootstrapServers(), tradesTopic())) {
      PostgresServer.Database backup = null;
      for (int day = 0; day < 2; day++) {
        try (StreamingProcess process = start()) {
          process.awaitReady();
          trades.write(300);
          awaitCounted(trades);
          process.terminate();
        }
        backup = day == 0 ? postgres.copyOf(database) : backup;
      }

      database = backup;
      assertThat(nextOffset()).isLessThan(trades.records().get(0));

      try (StreamingProcess process = start()) {
        process.awaitReady();
        awaitCounted(trades);
      }
    }
  }

  @Test
  void afterTheFenceWasLostOnlyWhatNoRunHasReadIsLate() throws Exception {
    Instant handover = Instant.now().truncatedTo(ChronoUnit.MINUTES).minusSeconds(60);
    try (TradesTopic trades = new TradesTopic(broker.bootstrapServers(), tradesTopic())) {
      // Before its first commit tells of the hand-over, a driver takes up to 20,000 seconds.
      trades.writeOf(handover.minusSeconds(30_000), 25_000);
      try (StreamingProcess process = start()) {
        process.awaitReady();
        awaitCounted(trades);
        process.terminate();
      }
      loseAllButFinalRows(handover, trades.records().get(0));
      int countedByRuns = trades.trades().size();
      trades.writeOf(handover.minusSeconds(40), 20);
      trades.write(500);

      try (StreamingProcess process = start()) {
        process.awaitReady();
        awaitEndOfTopic(trades);
        List<String> late = new ArrayList<>(ids(trades, countedByRuns, countedByRuns + 20));
        assertThat(lateIds()).isEqualTo(late);

        int before = trades.trades().size();
        trades.writeOf(handover.minusSeconds(20), 10);
        awaitEndOfTopic(trades);

        late.addAll(ids(trades, before, before + 10));
        assertThat(lateIds()).isEqualTo(late);
        assertThat(process.metric("pipeline_speed_late_trades_total")).isEqualTo(late.size());
        List<Trade> inRows = new ArrayList<>(trades.trades());
        inRows.removeIf(trade -> late.contains(Long.toString(trade.tradeId())));
        assertThat(OracleSeconds.rowsOf(database.rows("api.bars_1s")))
            .isEqualTo(OracleSeconds.of(inRows));
      }
    }
  }

  /** As if runs had read up to an offset, and a new database had their rows and hand-over only. */
  private void loseAllButFinalRows(Instant handover, long unseenFrom) throws Exception {
    String topicId;
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      topicId =
          admin
              .describeTopics(List.of(tradesTopic()))
              .allTopicNames()
              .get()
              .get(tradesTopic())
              .topicId()
              .toString();
    }
    database.execute(
        "INSERT INTO batch.bars_1s SELECT s.*, true, 1 FROM speed.bars_1s s",
        "TRUNCATE speed.bars_1s, ops.fence, ops.topics",
        "UPDATE ops.handover SET handover = '%s', topic_id = '%s', end_offsets = '{\"0\": %d}'"
            .formatted(handover, topicId, unseenFrom));
  }

  private static List<String> ids(TradesTopic trades, int from, int to) {
    return trades.trades().subList(from, to).stream()
        .map(trade -> Long.toString(trade.tradeId()))
        .toList();
  }

  private List<String> lateIds() throws Exception {
    return database.query("SELECT trade_id FROM ops.late_trades ORDER BY trade_id");
  }

  @Test
  void partitionsThatAreAddedToTheTopicAreRead() throws Exception {
    try (TradesTopic trades = new TradesTopic(broker.bootstrapServers(), tradesTopic());
        StreamingProcess process = start("--trigger", "micro-batch")) {
      process.awaitReady();
      trades.write(200);
      awaitCounted(trades);

      addPartitions(2);
      Eventually.await(
          "there is a fence of each partition",
          Duration.ofSeconds(60),
          () -> database.query("SELECT partition FROM ops.fence").size() == 2);
      trades.write(200);

      awaitCounted(trades);
      Eventually.await("it is ready again", SOON, process::isReady);
    }
  }

  @Test
  void ofSeveralPartitionsAndCoresTheContinuousQueryCountsEachTradeOnce() throws Exception {
    assertThatSeveralPartitionsAreCountedExactly("continuous");
  }

  @Test
  void ofSeveralPartitionsAndCoresMicroBatchesCountEachTradeOnce() throws Exception {
    assertThatSeveralPartitionsAreCountedExactly("micro-batch");
  }

  /** Every second has trades of all partitions, and is killed while they are merged. */
  private void assertThatSeveralPartitionsAreCountedExactly(String trigger) throws Exception {
    int partitions = 3;
    addPartitions(partitions);
    try (TradesTopic trades =
        new TradesTopic(broker.bootstrapServers(), tradesTopic(), partitions)) {
      trades.write(2_000);
      for (int i = 0; i < 2; i++) {
        try (StreamingProcess process = start("--trigger", trigger)) {
          process.awaitReady();
          List<Long> before = nextOffsets();
          CompletableFuture<Void> writing = inBackground(() -> trades.write(4_000, 600));
          Eventually.await(
              "it counts all partitions",
              SOON,
              () -> {
                List<Long> now = nextOffsets();
                return now.size() == partitions
                    && IntStream.range(0, partitions)
                        .allMatch(each -> now.get(each) > offsetOf(before, each) + 150);
              });
          process.kill();
          writing.get();
        }
      }
      try (StreamingProcess process = start("--trigger", trigger)) {
        process.awaitReady();
        trades.write(4_000, 600);

        awaitCounted(trades);

        assertThat(trades.records()).allMatch(written -> written > 1_000);
        assertThat(lettersByOffset()).isEqualTo(trades.rejected());
        process.terminate();
        assertThat(process.log()).doesNotContain("\tat ", "engine failed", "query ended");
      }
    }
  }

  private static long offsetOf(List<Long> offsets, int partition) {
    return partition < offsets.size() ? offsets.get(partition) : 0;
  }

  private void addPartitions(int inAll) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin.createPartitions(Map.of(tradesTopic(), NewPartitions.increaseTo(inAll))).all().get();
    }
  }

  @Test
  void microBatchesDoAllThatTheContinuousQueryDoes() throws Exception {
    try (TradesTopic trades = new TradesTopic(broker.bootstrapServers(), tradesTopic());
        StreamingProcess process = start("--trigger", "micro-batch")) {
      awaitReady("micro-batches without a trade", process);
      trades.write(3_000, 3_000);
      awaitCounted(trades);
      Map<String, String> counts = tradesBySecond(OracleSeconds.of(trades.trades()));
      Eventually.await(
          "the latest announcement of each second is its row",
          SOON,
          () -> announcedTrades().equals(counts));
      assertThat(lettersByOffset()).isEqualTo(trades.rejected());
      assertThat(letters())
          .allSatisfy(letter -> assertThat(header(letter, "detail")).isNotEmpty())
          .filteredOn(letter -> header(letter, "reason").equals("malformed"))
          .isNotEmpty()
          .allSatisfy(
              letter -> assertThat(letter.value()).asString().isEqualTo(TradesTopic.MALFORMED));

      // No trade comes after those whose commit fails.
      postgres.kill();
      trades.write(20);
      Eventually.await("the commit fails", SOON, () -> !process.isReady());
      postgres.start();
      awaitCounted(trades);

      assertThat(process.terminate()).isLessThan(Duration.ofSeconds(10));
      assertThat(process.exitCode(SOON)).isZero();
    }
  }

  /** None, or as long as somebody wants to see it last: see docs/testing.md. */
  private static void prolongOutage() throws InterruptedException {
    TimeUnit.SECONDS.sleep(Long.getLong("pipeline.outage-seconds", 0));
  }

  private StreamingProcess start(String... more) throws IOException {
    return startAt(broker.bootstrapServers(), more);
  }

  private StreamingProcess startAt(String kafka, String... more) throws IOException {
    List<String> flags =
        new ArrayList<>(
            List.of(
                "--trading-pair",
                "BTC-USD",
                "--kafka-bootstrap-servers",
                kafka,
                "--database-url",
                database.settings().url(),
                "--database-user",
                "postgres",
                "--trades-topic",
                tradesTopic(),
                "--bars-topic",
                name + ".bars",
                "--dead-letter-topic",
                name + ".dead-letters"));
    flags.addAll(List.of(more));
    return new StreamingProcess(folder.resolve("streaming-" + processes++ + ".log"), flags);
  }

  private void awaitReady(String kind, StreamingProcess process) {
    report(kind + " ready after", process.awaitReady().toMillis(), "ms");
    report(kind + " ready after computing for", process.computed().toMillis(), "ms");
  }

  private void awaitEndOfTopic(TradesTopic trades) {
    Eventually.await(
        "the fence stands at the end of the topic",
        Duration.ofSeconds(60),
        () ->
            nextOffsets().stream()
                .limit(trades.records().size())
                .toList()
                .equals(trades.records()));
  }

  private void awaitCounted(TradesTopic trades) throws Exception {
    awaitEndOfTopic(trades);
    assertThat(OracleSeconds.rowsOf(database.speedRows()))
        .isEqualTo(OracleSeconds.of(trades.trades()));
  }

  private long nextOffset() throws Exception {
    return offsetOf(nextOffsets(), 0);
  }

  /** By partition, how many records are in the rows. */
  private List<Long> nextOffsets() throws Exception {
    return database.query("SELECT next_offset FROM ops.fence ORDER BY partition").stream()
        .map(Long::valueOf)
        .toList();
  }

  /** By offset of the record, the reason for which it was not counted. */
  private Map<Long, String> lettersByOffset() {
    Map<Long, String> letters = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> letter : letters()) {
      String source = header(letter, "source");
      assertThat(source).startsWith(tradesTopic() + "/0/");
      letters.put(
          Long.parseLong(source.substring(source.lastIndexOf('/') + 1)), header(letter, "reason"));
    }
    return letters;
  }

  private List<ConsumerRecord<byte[], byte[]>> letters() {
    return records(name + ".dead-letters");
  }

  /** By second, how many trades the latest announcement has. */
  private Map<String, String> announcedTrades() {
    Map<String, String> announced = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> bar : records(name + ".bars")) {
      String key = new String(bar.key(), StandardCharsets.UTF_8);
      String json = new String(bar.value(), StandardCharsets.UTF_8);
      announced.put(
          key.substring("BTC-USD/".length()), json.replaceAll(".*\"trades\":(\\d+).*", "$1"));
    }
    return announced;
  }

  private static Map<String, String> tradesBySecond(Map<String, Map<String, String>> rows) {
    Map<String, String> trades = new HashMap<>();
    rows.forEach((second, row) -> trades.put(second, row.get("trades")));
    return trades;
  }

  private static List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    TopicPartition partition = new TopicPartition(topic, 0);
    try (var consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(Set.of(partition));
      consumer.seekToBeginning(Set.of(partition));
      long end = consumer.endOffsets(Set.of(partition)).get(partition);
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      Eventually.await(
          "the topic " + topic + " is read",
          () -> {
            consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            return consumer.position(partition) >= end;
          });
      return records;
    }
  }

  private static String header(ConsumerRecord<byte[], byte[]> letter, String key) {
    Header header = letter.headers().lastHeader(key);
    assertThat(header).as("header %s", key).isNotNull();
    return new String(header.value(), StandardCharsets.UTF_8);
  }

  private String tradesTopic() {
    return name + ".trades";
  }

  private void report(String what, long value, String unit) {
    LOG.info("{} {} {} test={}", what, value, unit, name);
  }

  /** Something that can throw. */
  private interface Task {
    void run() throws Exception;
  }

  private static CompletableFuture<Void> inBackground(Task task) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            task.run();
          } catch (Exception e) {
            throw new AssertionError("the writer failed", e);
          }
        });
  }

  /** Time since it was made. */
  private static final class Stopwatch {
    private final long started = System.nanoTime();

    long millis() {
      return Duration.ofNanos(System.nanoTime() - started).toMillis();
    }
  }
}
