package io.finsolutions.pipeline.streaming.engine;

import static io.finsolutions.pipeline.streaming.TradeArbitraries.FIRST_SECOND;
import static io.finsolutions.pipeline.streaming.TradeArbitraries.PRODUCT;
import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.market.Origin;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradeIds;
import io.finsolutions.pipeline.market.TradeJson;
import io.finsolutions.pipeline.market.TradeMessage;
import io.finsolutions.pipeline.streaming.OracleSeconds;
import io.finsolutions.pipeline.streaming.TradeArbitraries;
import io.finsolutions.pipeline.streaming.engine.InMemoryDatabase.Fault;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Whatever the order of the records, whoever crashes when, and whoever else counts: the rows are
 * those of the trades, each counted once.
 */
class ExactlyOnceTest {
  private static final PartitionId PARTITION = new PartitionId("btc-usd.trades", 0);
  private static final byte[] GARBAGE = "garbage".getBytes(StandardCharsets.UTF_8);
  private static final Clock CLOCK = Clock.fixed(FIRST_SECOND.plusSeconds(60), ZoneOffset.UTC);

  /** Records of a partition by offset, and the trades that are in them. */
  private record Log(List<byte[]> records, List<Trade> trades) {}

  /**
   * A driver's turn.
   *
   * @param driver which driver, 0 or 1
   * @param records how many records it is handed
   * @param waits whether they are committed before the other driver's turn
   * @param soundCommits after how many commits its connection fails, should it take the fence in
   *     this turn
   * @param fault how it fails then
   * @param killed whether the driver is killed at the end of its turn
   */
  private record Turn(
      int driver, int records, boolean waits, int soundCommits, Fault fault, boolean killed) {}

  private final EngineMetrics metrics = new EngineMetrics(new SimpleMeterRegistry());

  /** A driver, which begins again from the fence when its engine fails, as the real one does. */
  private final class Driver {
    private final InMemoryDatabase database;
    private final Log log;
    private final Set<Long> kept;
    private PartitionEngine engine;
    private InMemoryDatabase.Store store;
    private int next;

    Driver(InMemoryDatabase database, Log log, Set<Long> kept) {
      this.database = database;
      this.log = log;
      this.kept = kept;
    }

    void take(Turn turn) throws Exception {
      if (engine == null) {
        start(turn.soundCommits(), turn.fault());
      }
      try {
        for (int i = 0; i < turn.records() && next < log.records().size(); i++) {
          engine.accept(List.of(new SourceRecord(next, CLOCK.millis(), log.records().get(next))));
          next++;
        }
        if (turn.waits()) {
          engine.awaitCommitted();
        }
      } catch (EngineFailedException e) {
        drop();
        return;
      }
      if (turn.killed()) {
        store.failAfter(0, turn.fault());
        drop();
      }
    }

    void finish() throws Exception {
      drop();
      start(Integer.MAX_VALUE, Fault.NONE);
      for (; next < log.records().size(); next++) {
        engine.accept(List.of(new SourceRecord(next, CLOCK.millis(), log.records().get(next))));
      }
      engine.awaitCommitted();
      engine.close();
    }

    private void start(int soundCommits, Fault fault) throws StoreException {
      long fence = database.fence(PARTITION).nextOffset();
      store = database.new Store().failAfter(soundCommits, fault);
      next = (int) fence;
      engine =
          new PartitionEngine(
              PARTITION,
              fence,
              EngineSettings.of(PRODUCT),
              store,
              rejects -> rejects.forEach(reject -> kept.add(reject.offset())),
              bars -> {},
              metrics,
              CLOCK);
    }

    private void drop() {
      if (engine != null) {
        engine.close();
        engine = null;
      }
    }
  }

  @Property(tries = 300)
  void theRowsAreThoseOfTheTradesEachCountedOnce(
      @ForAll("logs") Log log, @ForAll("turns") List<Turn> turns) throws Exception {
    InMemoryDatabase database = new InMemoryDatabase();
    Set<Long> kept = Collections.synchronizedSet(new HashSet<>());
    List<Driver> drivers =
        List.of(new Driver(database, log, kept), new Driver(database, log, kept));
    for (Turn turn : turns) {
      drivers.get(turn.driver()).take(turn);
    }
    drivers.get(0).drop();
    drivers.get(1).finish();

    Map<String, Map<String, String>> expected = OracleSeconds.of(log.trades());
    assertThat(OracleSeconds.rowsOf(database.rows())).isEqualTo(expected);
    Fence fence = database.fence(PARTITION);
    assertThat(fence.nextOffset()).isEqualTo(log.records().size());
    assertThat(fence.seen()).isEqualTo(ids(log.trades()));
    assertThat(kept).isEqualTo(garbageOffsets(log));
    assertThat(database.lateIds()).isEmpty();
  }

  @Provide
  Arbitrary<Log> logs() {
    return Combinators.combine(
            TradeArbitraries.trades(40),
            Arbitraries.integers().between(0, 3),
            Arbitraries.integers().between(0, 3),
            Arbitraries.randomValue(random -> random))
        .as(ExactlyOnceTest::log);
  }

  @Provide
  Arbitrary<List<Turn>> turns() {
    return Combinators.combine(
            Arbitraries.of(0, 1),
            Arbitraries.integers().between(0, 12),
            Arbitraries.of(true, true, false),
            Arbitraries.integers().between(0, 4),
            Arbitraries.of(Fault.FAILS_BEFORE, Fault.FAILS_AFTER, Fault.BREAKS_THE_THREAD),
            Arbitraries.of(true, false, false))
        .as(Turn::new)
        .list()
        .ofMaxSize(12);
  }

  /** The trades, each also {@code repeats} times more at most, shuffled, with garbage between. */
  private static Log log(List<Trade> trades, int repeats, int garbage, Random random) {
    List<byte[]> records = new ArrayList<>();
    for (Trade trade : trades) {
      int copies = 1 + random.nextInt(repeats + 1);
      for (int i = 0; i < copies; i++) {
        Origin origin = Origin.values()[random.nextInt(Origin.values().length)];
        records.add(TradeJson.encode(new TradeMessage(trade, origin)));
      }
    }
    records.addAll(Collections.nCopies(garbage, GARBAGE));
    Collections.shuffle(records, random);
    return new Log(records, trades);
  }

  private static TradeIds ids(List<Trade> trades) {
    TradeIds ids = new TradeIds();
    trades.forEach(trade -> ids.add(trade.tradeId()));
    return ids;
  }

  private static Set<Long> garbageOffsets(Log log) {
    Set<Long> offsets = new HashSet<>();
    for (int i = 0; i < log.records().size(); i++) {
      if (log.records().get(i) == GARBAGE) {
        offsets.add((long) i);
      }
    }
    return offsets;
  }
}
