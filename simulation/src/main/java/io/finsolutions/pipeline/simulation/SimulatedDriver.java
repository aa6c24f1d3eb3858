package io.finsolutions.pipeline.simulation;

import io.finsolutions.pipeline.streaming.engine.Committed;
import io.finsolutions.pipeline.streaming.engine.EngineMetrics;
import io.finsolutions.pipeline.streaming.engine.EngineSettings;
import io.finsolutions.pipeline.streaming.engine.Fence;
import io.finsolutions.pipeline.streaming.engine.FencedException;
import io.finsolutions.pipeline.streaming.engine.PartitionCounter;
import io.finsolutions.pipeline.streaming.engine.PartitionId;
import io.finsolutions.pipeline.streaming.engine.SourceRecord;
import io.finsolutions.pipeline.streaming.engine.SpeedCommit;
import io.finsolutions.pipeline.streaming.engine.SpeedStore;
import io.finsolutions.pipeline.streaming.engine.Step;
import io.finsolutions.pipeline.streaming.engine.StoreException;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.concurrent.ExecutionException;

/** A driver of the speed layer: Spark's part is played, the counting is real. */
final class SimulatedDriver {
  private static final EngineMetrics METRICS = new EngineMetrics(new CompositeMeterRegistry());
  private static final PartitionId PARTITION =
      new PartitionId("btc-usd.trades", SimulatedTopic.PARTITION);

  private final World world;
  private final int number;
  private boolean up;
  private long readFence;
  private long position;
  private SimulatedStore.Session session;
  private PartitionCounter counter;
  private Step step;
  private boolean checked;

  SimulatedDriver(World world, int number) {
    this.world = world;
    this.number = number;
  }

  boolean isUp() {
    return up;
  }

  /** Reads where the fence stands, and will read from there. */
  void start() {
    up = true;
    readFence = world.store.fence().nextOffset();
    position = readFence;
    world.note("driver %d starts from offset %d", number, readFence);
  }

  void kill() {
    world.note("driver %d is killed", number);
    stop();
  }

  private void stop() {
    if (session != null) {
      session.close();
    }
    up = false;
    checked = false;
    session = null;
    counter = null;
    step = null;
  }

  /** Does the next thing. */
  void act() {
    if (!up) {
      start();
    } else if (counter == null) {
      takeFence();
    } else if (step != null && world.roll(2) == 0) {
      commit();
    } else if (step == null && world.roll(3) == 0) {
      step = counter.takeStep().orElse(null);
    } else if (position < world.topic.end()) {
      read();
    } else if (counter.isAllCommitted()) {
      checkFence();
    }
  }

  /** What the engine does while no trade comes. */
  private void checkFence() {
    try {
      counter.requireFence(new Statement());
      checked = true;
    } catch (FencedException | StoreException e) {
      world.note("driver %d finds that its rows are not there: %s", number, e.getMessage());
      stop();
    }
  }

  /** Whether all there is in the topic is in the rows. */
  boolean isAtEnd() {
    return up
        && position == world.topic.end()
        && counter != null
        && step == null
        && counter.isAllCommitted()
        && checked
        && !session.broken();
  }

  private void takeFence() {
    session = world.store.connect();
    if (world.happens(Fault.COMMIT_FAILS)) {
      world.note("driver %d cannot take the fence", number);
      stop();
      return;
    }
    Fence fence = world.store.take();
    world.note(
        "driver %d takes the fence at offset %d with generation %d",
        number, fence.nextOffset(), fence.generation());
    try {
      counter =
          new PartitionCounter(
              PARTITION,
              fence,
              readFence,
              new EngineSettings(
                  SimulatedExchange.PRODUCT.toString(), world.maxSeenRanges, 1_000, 1_000),
              METRICS);
    } catch (StoreException e) {
      world.note("driver %d gives up: %s", number, e.getMessage());
      stop();
    }
  }

  private void read() {
    checked = false;
    if (world.happens(Fault.RECORDS_REPLAYED) && position > readFence) {
      position = readFence + world.roll((int) (position - readFence));
      world.note("driver %d reads again from offset %d", number, position);
    }
    for (int i = 1 + world.roll(8); i > 0 && position < world.topic.end(); i--) {
      if (counter.isFull()) {
        return;
      }
      SimulatedTopic.Entry entry = world.topic.at(position);
      counter.accept(new SourceRecord(position, entry.timestamp(), entry.value()));
      position++;
    }
  }

  private void commit() {
    Step current = step;
    step = null;
    try {
      Committed committed = current.commit(world.deadLetters, new Statement());
      counter.committed(current, committed);
    } catch (FencedException e) {
      world.note("driver %d is fenced", number);
      stop();
    } catch (StoreException | ExecutionException | InterruptedException e) {
      world.note("driver %d fails: %s", number, e.getMessage());
      stop();
    }
  }

  private final class Statement implements SpeedStore {
    @Override
    public Fence take(PartitionId partition) {
      throw new UnsupportedOperationException("the fence is taken before");
    }

    @Override
    public Committed commit(SpeedCommit commit) throws StoreException, FencedException {
      if (session.broken()) {
        throw new StoreException("the connection is broken");
      }
      if (world.happens(Fault.COMMIT_FAILS)) {
        session.close();
        throw new StoreException("nothing was committed");
      }
      Committed committed = world.store.commit(commit);
      world.note(
          "driver %d commits offsets %d to %d, %d rows",
          number, commit.fromOffset(), commit.nextOffset(), commit.bars().size());
      world.watch.afterCommit();
      if (world.happens(Fault.COMMIT_TORN)) {
        session.close();
        throw new StoreException("it was committed, but nobody knows");
      }
      return committed;
    }

    @Override
    public void requireFence(PartitionId partition, long generation, long nextOffset)
        throws StoreException, FencedException {
      if (session.broken()) {
        throw new StoreException("the connection is broken");
      }
      Fence fence = world.store.fence();
      if (fence.generation() != generation || fence.nextOffset() != nextOffset) {
        throw new FencedException(partition, generation);
      }
    }

    @Override
    public void close() {
      session.close();
    }
  }
}
