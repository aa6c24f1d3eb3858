package io.finsolutions.pipeline.streaming.engine;

import static io.finsolutions.pipeline.streaming.TradeArbitraries.FIRST_SECOND;
import static io.finsolutions.pipeline.streaming.TradeArbitraries.PRODUCT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.market.IdRange;
import io.finsolutions.pipeline.market.Origin;
import io.finsolutions.pipeline.market.RejectReason;
import io.finsolutions.pipeline.market.Side;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradeIds;
import io.finsolutions.pipeline.market.TradeJson;
import io.finsolutions.pipeline.market.TradeMessage;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.streaming.Eventually;
import io.finsolutions.pipeline.streaming.OracleSeconds;
import io.finsolutions.pipeline.streaming.engine.InMemoryDatabase.Fault;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PartitionEngineTest {
  private static final PartitionId PARTITION = new PartitionId("btc-usd.trades", 0);
  private static final Instant NOW = FIRST_SECOND.plusSeconds(60);
  private static final long RECORDED = NOW.toEpochMilli();

  private final InMemoryDatabase database = new InMemoryDatabase();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final List<Reject> kept = new CopyOnWriteArrayList<>();
  private final List<Reject> keptTooLate = new CopyOnWriteArrayList<>();
  private final List<Bar> announced = new CopyOnWriteArrayList<>();
  private final List<PartitionEngine> engines = new ArrayList<>();
  private EngineSettings settings = EngineSettings.of(PRODUCT);
  private boolean lettersAreLost;

  @AfterEach
  void closeAll() {
    engines.forEach(PartitionEngine::close);
  }

  @Test
  void aTradeIsCountedIntoItsSecond() throws Exception {
    Trade one = trade(1, 0);
    Trade two = trade(2, 999_999);
    Trade next = trade(3, 1_000_000);
    PartitionEngine engine = engine();

    accept(engine, 0, one, two, next);
    engine.awaitCommitted();

    assertThat(rows()).isEqualTo(OracleSeconds.of(List.of(one, two, next)));
    assertThat(fence().nextOffset()).isEqualTo(3);
    assertThat(fence().seen()).isEqualTo(TradeIds.of(new IdRange(1, 3)));
    assertThat(count("trades")).isEqualTo(3);
  }

  @Test
  void aTradeSeenTwiceIsCountedOnce() throws Exception {
    PartitionEngine engine = engine();

    accept(engine, 0, trade(1, 0), trade(2, 1), trade(1, 0));
    engine.awaitCommitted();

    assertThat(rows()).isEqualTo(OracleSeconds.of(List.of(trade(1, 0), trade(2, 1))));
    assertThat(count("duplicates")).isEqualTo(1);
  }

  @Test
  void aTradeThatAnEarlierEngineCountedIsCountedOnce() throws Exception {
    PartitionEngine first = engine();
    accept(first, 0, trade(1, 0));
    first.close();

    PartitionEngine second = engine();
    accept(second, 1, trade(1, 0));
    second.awaitCommitted();

    assertThat(rows()).isEqualTo(OracleSeconds.of(List.of(trade(1, 0))));
  }

  @Test
  void aRecordThatTheRowsReflectAlreadyIsPassedOver() throws Exception {
    PartitionEngine first = engine();
    accept(first, 0, trade(1, 0), trade(2, 0));
    first.close();

    PartitionEngine second = engine();
    accept(second, 0, trade(1, 0), trade(2, 0), trade(3, 0));
    second.awaitCommitted();

    assertThat(rows()).isEqualTo(OracleSeconds.of(List.of(trade(1, 0), trade(2, 0), trade(3, 0))));
    assertThat(count("replayed_records")).isEqualTo(2);
    assertThat(count("duplicates")).isZero();
  }

  @Test
  void aGapInTheOffsetsIsNoLoss() throws Exception {
    PartitionEngine engine = engine();

    engine.accept(List.of(new SourceRecord(7, RECORDED, bytes(trade(1, 0)))));
    engine.awaitCommitted();

    assertThat(fence().nextOffset()).isEqualTo(8);
  }

  @Test
  void whatCannotBeReadIsKeptBeforeTheFenceMovesPastIt() throws Exception {
    byte[] garbage = "{\"v\":1".getBytes(UTF_8);
    PartitionEngine engine = engine();

    accept(engine, 0, trade(1, 0));
    engine.accept(List.of(new SourceRecord(1, RECORDED, garbage)));
    engine.accept(List.of(new SourceRecord(2, RECORDED, null)));
    accept(engine, 3, trade(2, 0));
    engine.awaitCommitted();

    assertThat(kept)
        .extracting(Reject::offset, Reject::value, Reject::reason)
        .containsExactly(
            tuple(1L, garbage, RejectReason.MALFORMED), tuple(2L, null, RejectReason.MALFORMED));
    assertThat(keptTooLate).isEmpty();
    assertThat(rows()).isEqualTo(OracleSeconds.of(List.of(trade(1, 0), trade(2, 0))));
    assertThat(fence().nextOffset()).isEqualTo(4);
  }

  @Test
  void aTradeThatIsDatedAheadOfItsRecordIsNotCountedButKept() throws Exception {
    Instant recorded = Instant.ofEpochMilli(RECORDED);
    Trade bound = tradeAt(1, recorded.plus(TradeMessage.FUTURE_TOLERANCE));
    Trade beyond = tradeAt(2, recorded.plus(TradeMessage.FUTURE_TOLERANCE).plusMillis(1));
    PartitionEngine engine = engine();

    accept(engine, 0, bound, beyond);
    engine.awaitCommitted();

    assertThat(rows()).isEqualTo(OracleSeconds.of(List.of(bound)));
    assertThat(kept)
        .singleElement()
        .satisfies(
            reject -> {
              assertThat(reject.reason()).isEqualTo(RejectReason.FUTURE_DATED);
              assertThat(reject.detail()).contains(beyond.time().toString(), recorded.toString());
            });
    assertThat(fence().seen()).isEqualTo(TradeIds.of(new IdRange(1, 1)));
  }

  @Test
  void aTradeOfAnotherProductIsNotCountedButKept() throws Exception {
    Trade other =
        new Trade(
            TradingPair.parse("ETH-USD"),
            1,
            FIRST_SECOND,
            BigDecimal.ONE,
            BigDecimal.ONE,
            Side.BUY);
    PartitionEngine engine = engine();

    accept(engine, 0, other);
    engine.awaitCommitted();

    assertThat(rows()).isEmpty();
    assertThat(kept)
        .singleElement()
        .satisfies(
            reject -> {
              assertThat(reject.reason()).isEqualTo(RejectReason.OTHER_PRODUCT);
              assertThat(reject.detail()).contains("ETH-USD", "BTC-USD");
            });
    assertThat(fence().seen().isEmpty()).isTrue();
  }

  @Test
  void whatCannotBeKeptKeepsTheFenceBeforeIt() throws Exception {
    lettersAreLost = true;
    PartitionEngine engine = engine();

    engine.accept(List.of(new SourceRecord(0, RECORDED, "garbage".getBytes(UTF_8))));

    awaitFailure(engine, "no broker");
    assertThat(fence().nextOffset()).isZero();

    lettersAreLost = false;
    PartitionEngine next = engine();
    next.accept(List.of(new SourceRecord(0, RECORDED, "garbage".getBytes(UTF_8))));
    next.awaitCommitted();
    assertThat(kept).extracting(Reject::offset).containsExactly(0L);
  }

  @Test
  void aTradeOfAFinalSecondGoesToTheLedger() throws Exception {
    database.handOver(FIRST_SECOND.plusSeconds(1), 1);
    PartitionEngine engine = engine();
    Trade current = trade(1, 1_000_000);
    accept(engine, 0, current);
    engine.awaitCommitted();

    accept(engine, 1, trade(2, 999_999), trade(3, 1_000_000), trade(2, 999_999));
    engine.awaitCommitted();

    assertThat(database.lateIds()).containsExactly(2L);
    assertThat(rows()).isEqualTo(OracleSeconds.of(List.of(current, trade(3, 1_000_000))));
    assertThat(count("late_trades")).isEqualTo(1);
    assertThat(count("duplicates")).isEqualTo(1);
  }

  @Test
  void aTradeOfAFinalSecondIsNotLateIfABatchRunHasReadItsRecord() throws Exception {
    database.handOver(FIRST_SECOND.plusSeconds(1), 3);
    PartitionEngine engine = engine();
    accept(engine, 0, trade(1, 1_000_000));
    engine.awaitCommitted();

    accept(engine, 1, trade(2, 999_999), trade(3, 1_000_000), trade(4, 999_999), trade(2, 0));
    engine.awaitCommitted();

    assertThat(database.lateIds()).containsExactly(4L);
    assertThat(rows())
        .isEqualTo(OracleSeconds.of(List.of(trade(1, 1_000_000), trade(3, 1_000_000))));
    assertThat(count("late_trades")).isEqualTo(1);
    assertThat(count("replayed_records")).isEqualTo(1);
    assertThat(count("duplicates")).isEqualTo(1);
  }

  @Test
  void aTradeWhoseIdIsForgottenGoesToTheLedgerUntilItIsFinal() throws Exception {
    settings = new EngineSettings(PRODUCT.toString(), 1, 1_000, 1_000);
    database.handOver(FIRST_SECOND.plusSeconds(1), 5);
    PartitionEngine engine = engine();
    accept(engine, 0, trade(10, 1_000_000), trade(20, 1_000_000));
    engine.awaitCommitted();

    accept(engine, 2, trade(1, 1_000_000), trade(2, 999_999), trade(3, 0), trade(4, 0));
    engine.awaitCommitted();

    assertThat(fence().forgottenBelow()).isEqualTo(11);
    assertThat(database.lateIds()).containsExactly(1L, 4L);
    assertThat(count("late_trades")).isEqualTo(2);
    assertThat(count("replayed_records")).isEqualTo(2);
  }

  @Test
  void mergedRowsAreAnnouncedOnceTheyAreCommitted() throws Exception {
    PartitionEngine engine = engine();
    accept(engine, 0, trade(1, 0));
    engine.awaitCommitted();
    accept(engine, 1, trade(2, 5));
    engine.awaitCommitted();

    Eventually.await("both rows are announced", () -> announced.size() == 2);
    assertThat(OracleSeconds.rowsOf(announced.subList(1, 2)))
        .isEqualTo(OracleSeconds.of(List.of(trade(1, 0), trade(2, 5))));
  }

  @Test
  void anEngineWhoseFenceWasTakenFailsAndStaysFailed() throws Exception {
    PartitionEngine first = engine();
    accept(first, 0, trade(1, 0));
    first.awaitCommitted();
    PartitionEngine second = engine();

    first.accept(List.of(new SourceRecord(1, RECORDED, bytes(trade(2, 0)))));

    awaitFailure(first, "another driver has taken over btc-usd.trades/0");
    assertThatThrownBy(
            () -> first.accept(List.of(new SourceRecord(2, RECORDED, bytes(trade(3, 0))))))
        .isInstanceOf(EngineFailedException.class)
        .hasRootCauseInstanceOf(FencedException.class);
    accept(second, 1, trade(2, 0));
    second.awaitCommitted();
    assertThat(rows()).isEqualTo(OracleSeconds.of(List.of(trade(1, 0), trade(2, 0))));
  }

  @Test
  void aStoreThatDoesNotAnswerFailsTheEngineForGood() throws Exception {
    PartitionEngine engine = engine(database.new Store().failAfter(0, Fault.FAILS_BEFORE));

    accept(engine, 0, trade(1, 0));

    awaitFailure(engine, "the connection broke");
    assertThatThrownBy(engine::awaitCommitted).isInstanceOf(EngineFailedException.class);
    assertThat(rows()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"FAILS_BEFORE", "FAILS_AFTER"})
  void afterACommitOfUnknownOutcomeTheNextEngineCountsEachTradeOnce(Fault fault) throws Exception {
    PartitionEngine engine = engine(database.new Store().failAfter(1, fault));
    accept(engine, 0, trade(1, 0));
    engine.awaitCommitted();
    accept(engine, 1, trade(2, 0));
    awaitFailure(engine, "the connection broke");
    engine.close();

    PartitionEngine next = engine();
    for (long offset = fence().nextOffset(); offset < 2; offset++) {
      accept(next, offset, trade(offset + 1, 0));
    }
    next.awaitCommitted();

    assertThat(rows()).isEqualTo(OracleSeconds.of(List.of(trade(1, 0), trade(2, 0))));
    assertThat(fence().nextOffset()).isEqualTo(2);
  }

  @Test
  void aCommitOfNothingButDuplicatesMovesTheFence() throws Exception {
    PartitionEngine engine = engine();
    accept(engine, 0, trade(1, 0));
    engine.awaitCommitted();

    accept(engine, 1, trade(1, 0), trade(1, 0));
    engine.awaitCommitted();

    assertThat(fence().nextOffset()).isEqualTo(3);
    assertThat(database.commits().get(database.commits().size() - 1).bars()).isEmpty();
  }

  @Test
  void aCommitOfNothingButDuplicatesNoticesThatTheFenceWasTaken() throws Exception {
    PartitionEngine first = engine();
    accept(first, 0, trade(1, 0));
    first.awaitCommitted();
    engine();

    first.accept(List.of(new SourceRecord(1, RECORDED, bytes(trade(1, 0)))));

    awaitFailure(first, "another driver");
  }

  @Test
  void readingWaitsWhileTooMuchIsNotCommittedAndGoesOnAfterwards() throws Exception {
    settings = new EngineSettings(PRODUCT.toString(), 1_000, 2, 1_000);
    InMemoryDatabase.Store store = database.new Store().hold();
    PartitionEngine engine = engine(store);
    accept(engine, 0, trade(1, 0));
    Eventually.await("the first commit is under way", store::isHolding);
    accept(engine, 1, trade(2, 0), trade(3, 1_000_000));

    Thread reader = reader(engine, 3, trade(4, 2_000_000));

    Eventually.await("the reader waits", () -> reader.getState() == Thread.State.WAITING);
    assertThat(fence().nextOffset()).isZero();
    store.release();
    reader.join(10_000);
    engine.awaitCommitted();
    assertThat(rows())
        .isEqualTo(
            OracleSeconds.of(
                List.of(trade(1, 0), trade(2, 0), trade(3, 1_000_000), trade(4, 2_000_000))));
  }

  @Test
  void tooManyRejectedRecordsHoldUpReadingToo() throws Exception {
    settings = new EngineSettings(PRODUCT.toString(), 1_000, 1_000, 2);
    InMemoryDatabase.Store store = database.new Store().hold();
    PartitionEngine engine = engine(store);
    accept(engine, 0, trade(1, 0));
    Eventually.await("the first commit is under way", store::isHolding);
    engine.accept(List.of(new SourceRecord(1, RECORDED, new byte[0])));
    engine.accept(List.of(new SourceRecord(2, RECORDED, new byte[0])));

    Thread reader = reader(engine, 3, trade(4, 0));

    Eventually.await("the reader waits", () -> reader.getState() == Thread.State.WAITING);
    store.release();
    reader.join(10_000);
    engine.awaitCommitted();
    assertThat(kept).hasSize(2);
    assertThat(fence().nextOffset()).isEqualTo(4);
  }

  @Test
  void aReaderThatWaitsIsToldWhenTheEngineFails() throws Exception {
    settings = new EngineSettings(PRODUCT.toString(), 1_000, 1, 1_000);
    InMemoryDatabase.Store store = database.new Store().hold().failAfter(0, Fault.FAILS_BEFORE);
    PartitionEngine engine = engine(store);
    accept(engine, 0, trade(1, 0));
    Eventually.await("the first commit is under way", store::isHolding);
    accept(engine, 1, trade(2, 0));
    List<Exception> thrown = new CopyOnWriteArrayList<>();
    Thread reader = reader(engine, 2, trade(3, 0), thrown);
    Eventually.await("the reader waits", () -> reader.getState() == Thread.State.WAITING);

    store.release();

    reader.join(10_000);
    assertThat(thrown).singleElement().isInstanceOf(EngineFailedException.class);
  }

  @Test
  void beyondTheBoundTheOldestIdsAreForgottenAndTheirTradesAreLeftToTheBatchLayer()
      throws Exception {
    settings = new EngineSettings(PRODUCT.toString(), 2, 1_000, 1_000);
    PartitionEngine engine = engine();
    accept(engine, 0, trade(10, 0), trade(20, 0), trade(30, 0));
    engine.awaitCommitted();
    assertThat(fence().seen()).isEqualTo(TradeIds.of(new IdRange(20, 20), new IdRange(30, 30)));
    assertThat(fence().forgottenBelow()).isEqualTo(11);

    accept(engine, 3, trade(10, 0), trade(11, 0));
    engine.close();
    PartitionEngine next = engine();
    accept(next, 5, trade(5, 0));
    next.awaitCommitted();

    assertThat(database.lateIds()).containsExactly(5L, 10L);
    assertThat(rows())
        .isEqualTo(
            OracleSeconds.of(List.of(trade(10, 0), trade(20, 0), trade(30, 0), trade(11, 0))));
  }

  @Test
  void theHighestIdThereIsCanBeCountedAndForgotten() throws Exception {
    settings = new EngineSettings(PRODUCT.toString(), 1, 1_000, 1_000);
    PartitionEngine engine = engine();

    accept(engine, 0, trade(Long.MAX_VALUE, 0), trade(1, 0), trade(Long.MAX_VALUE, 0));
    engine.awaitCommitted();

    assertThat(rows()).isEqualTo(OracleSeconds.of(List.of(trade(Long.MAX_VALUE, 0), trade(1, 0))));
    assertThat(fence().forgottenBelow()).isEqualTo(2);
  }

  @Test
  void closingCommitsWhatCameIn() throws Exception {
    InMemoryDatabase.Store store = database.new Store().hold();
    PartitionEngine engine = engine(store);
    accept(engine, 0, trade(1, 0), trade(2, 1_000_000));
    Eventually.await("a commit is under way", store::isHolding);
    accept(engine, 2, trade(3, 2_000_000));

    store.release();
    engine.close();

    assertThat(fence().nextOffset()).isEqualTo(3);
    assertThat(store.isClosed()).isTrue();
    assertThatThrownBy(
            () -> engine.accept(List.of(new SourceRecord(3, RECORDED, bytes(trade(4, 0))))))
        .isInstanceOf(EngineFailedException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void aCommitterThatDiedOfAnErrorIsNoticed() throws Exception {
    PartitionEngine engine = engine(database.new Store().failAfter(0, Fault.BREAKS_THE_THREAD));

    accept(engine, 0, trade(1, 0));

    awaitFailure(engine, "Java heap space");
  }

  @Test
  void aFenceThatLiesBeforeTheOffsetThatIsReadFromIsRefused() {
    database.setFence(PARTITION, new Fence(1, 90, new TradeIds(), 0));

    assertThatThrownBy(() -> engine(database.new Store(), 100))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("went back from offset 100 to 90");
  }

  private PartitionEngine engine() throws StoreException {
    return engine(database.new Store());
  }

  private PartitionEngine engine(SpeedStore store) throws StoreException {
    return engine(store, 0);
  }

  private PartitionEngine engine(SpeedStore store, long readFence) throws StoreException {
    PartitionEngine engine =
        new PartitionEngine(
            PARTITION,
            readFence,
            settings,
            store,
            this::keep,
            announced::addAll,
            new EngineMetrics(registry),
            Clock.fixed(NOW, ZoneOffset.UTC));
    engines.add(engine);
    return engine;
  }

  private void keep(List<Reject> rejects) throws ExecutionException {
    if (lettersAreLost) {
      throw new ExecutionException("no broker", null);
    }
    long fence = fence().nextOffset();
    rejects.stream().filter(reject -> reject.offset() < fence).forEach(keptTooLate::add);
    kept.addAll(rejects);
  }

  private static void accept(PartitionEngine engine, long firstOffset, Trade... trades)
      throws Exception {
    for (int i = 0; i < trades.length; i++) {
      engine.accept(List.of(new SourceRecord(firstOffset + i, RECORDED, bytes(trades[i]))));
    }
  }

  private static Thread reader(PartitionEngine engine, long offset, Trade trade) {
    return reader(engine, offset, trade, new ArrayList<>());
  }

  private static Thread reader(
      PartitionEngine engine, long offset, Trade trade, List<Exception> thrown) {
    Thread reader =
        new Thread(
            () -> {
              try {
                accept(engine, offset, trade);
              } catch (Exception e) {
                thrown.add(e);
              }
            });
    reader.start();
    return reader;
  }

  private static void awaitFailure(PartitionEngine engine, String message) {
    Eventually.await(
        "the engine fails for: " + message,
        () -> {
          try {
            engine.requireWorking();
            return false;
          } catch (EngineFailedException e) {
            return e.getMessage().contains(message);
          }
        });
  }

  private Fence fence() {
    return database.fence(PARTITION);
  }

  private Map<String, Map<String, String>> rows() {
    return OracleSeconds.rowsOf(database.rows());
  }

  private double count(String metric) {
    return registry.get("pipeline_speed_" + metric).counter().count();
  }

  private static Trade trade(long id, long micros) {
    return tradeAt(id, FIRST_SECOND.plusNanos(micros * 1_000));
  }

  private static Trade tradeAt(long id, Instant time) {
    return new Trade(
        PRODUCT,
        id,
        time,
        BigDecimal.valueOf(id % 1_000 + 1),
        new BigDecimal("0.25"),
        id % 3 == 0 ? Side.BUY : Side.SELL);
  }

  private static byte[] bytes(Trade trade) {
    return TradeJson.encode(new TradeMessage(trade, Origin.LIVE));
  }
}
