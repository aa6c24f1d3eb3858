package io.finsolutions.pipeline.streaming;

import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.streaming.engine.EngineFailedException;
import io.finsolutions.pipeline.streaming.engine.PartitionEngine;
import io.finsolutions.pipeline.streaming.engine.PartitionId;
import io.finsolutions.pipeline.streaming.engine.SpeedStore;
import io.finsolutions.pipeline.streaming.engine.StoreException;
import io.finsolutions.pipeline.streaming.kafka.KafkaOutlet;
import io.finsolutions.pipeline.streaming.postgres.PostgresSpeedStore;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The engines of the query that runs in this Java virtual machine, one for each partition.
 *
 * <p>They outlive the writers, which Spark makes anew for every epoch. Those of an earlier run are
 * closed when a writer of the next run asks. A task can outlive its run; it gets no engine then,
 * for that would take the fence away from the run that goes on.
 */
final class Engines {
  private static Engines current;
  private static long latestOver;

  private final QueryRun run;
  private final KafkaOutlet outlet;
  private final Map<Integer, PartitionEngine> byPartition = new ConcurrentHashMap<>();
  private boolean closed;

  private Engines(QueryRun run) {
    this.run = run;
    this.outlet =
        new KafkaOutlet(
            run.kafka(), run.barsTopic(), run.deadLetterTopic(), StreamingMetrics.REGISTRY);
  }

  /**
   * The engines of a run; those of the run before are closed.
   *
   * @throws IllegalStateException if the run is over
   */
  static synchronized Engines of(QueryRun run) {
    if (run.number() <= latestOver || (current != null && run.number() < current.run.number())) {
      throw over(run);
    }
    if (current == null || current.run.number() != run.number()) {
      closeAll();
      current = new Engines(run);
    }
    return current;
  }

  /** Commits what came in and closes all engines. */
  static synchronized void closeAll() {
    if (current != null) {
      current.close();
      latestOver = current.run.number();
      current = null;
    }
  }

  /**
   * The engine of a partition, which takes the fence when it is asked for first.
   *
   * @throws IllegalStateException if the run is over
   */
  synchronized PartitionEngine engine(int partition) throws StoreException {
    if (closed) {
      throw over(run);
    }
    PartitionEngine engine = byPartition.get(partition);
    if (engine == null) {
      TradingPair product = TradingPair.parse(run.engine().product());
      SpeedStore store = new PostgresSpeedStore(run.database(), product);
      try {
        engine =
            new PartitionEngine(
                new PartitionId(run.tradesTopic(), partition),
                run.fences().getOrDefault(partition, 0L),
                run.engine(),
                store,
                outlet,
                outlet,
                StreamingMetrics.ENGINE,
                Clock.systemUTC());
      } catch (StoreException e) {
        store.close();
        throw e;
      }
      byPartition.put(partition, engine);
    }
    return engine;
  }

  /** Does nothing while all engines work, and throws what stopped one otherwise. */
  void requireWorking() throws EngineFailedException {
    for (PartitionEngine engine : byPartition.values()) {
      engine.requireWorking();
    }
  }

  private synchronized void close() {
    closed = true;
    byPartition.values().forEach(PartitionEngine::close);
    outlet.close();
  }

  private static IllegalStateException over(QueryRun run) {
    return new IllegalStateException("run " + run.number() + " of the query is over");
  }
}
