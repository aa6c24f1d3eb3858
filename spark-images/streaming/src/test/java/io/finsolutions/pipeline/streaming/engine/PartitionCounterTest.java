package io.finsolutions.pipeline.streaming.engine;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finsolutions.pipeline.market.TradeIds;
import io.finsolutions.pipeline.market.TradingPair;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class PartitionCounterTest {
  private static final PartitionId PARTITION = new PartitionId("btc-usd.trades", 0);

  private final InMemoryDatabase database = new InMemoryDatabase();
  private final InMemoryDatabase.Store store = database.new Store();

  @Test
  void aCommitThatTheStoreHasLostIsNoticedWithoutATrade() throws Exception {
    PartitionCounter counter = counter(store.take(PARTITION));
    counter.accept(new SourceRecord(0, 0, new byte[0]));
    Step step = counter.takeStep().orElseThrow();
    counter.committed(step, step.commit(rejects -> {}, store));
    assertThatCode(() -> counter.requireFence(store)).doesNotThrowAnyException();

    database.setFence(PARTITION, new Fence(1, 0, new TradeIds(), 0));

    assertThatThrownBy(() -> counter.requireFence(store)).isInstanceOf(FencedException.class);
  }

  @Test
  void anotherTakerIsNoticedWithoutATrade() throws Exception {
    PartitionCounter counter = counter(store.take(PARTITION));

    store.take(PARTITION);

    assertThatThrownBy(() -> counter.requireFence(store)).isInstanceOf(FencedException.class);
  }

  private static PartitionCounter counter(Fence fence) throws StoreException {
    return new PartitionCounter(
        PARTITION,
        fence,
        0,
        EngineSettings.of(TradingPair.parse("BTC-USD")),
        new EngineMetrics(new SimpleMeterRegistry()));
  }
}
