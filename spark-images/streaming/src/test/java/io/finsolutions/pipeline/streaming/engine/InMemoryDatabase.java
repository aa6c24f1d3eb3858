package io.finsolutions.pipeline.streaming.engine;

import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.market.TradeIds;
import io.finsolutions.pipeline.market.TradeMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/** What Postgres does for the engine, in memory: fences, rows and the late ledger in one place. */
final class InMemoryDatabase {
  private final Map<PartitionId, Fence> fences = new HashMap<>();
  private final Map<Instant, Bar> rows = new TreeMap<>();
  private final Map<Long, TradeMessage> late = new TreeMap<>();
  private final List<SpeedCommit> commits = new ArrayList<>();
  private Optional<Instant> handover = Optional.empty();
  private long unseenFrom;

  /** What happens to the commits of a connection. */
  enum Fault {
    NONE,
    /** The statement never arrives. */
    FAILS_BEFORE,
    /** The statement takes effect, but its answer does not come back. */
    FAILS_AFTER,
    /** The driver runs out of memory. */
    BREAKS_THE_THREAD
  }

  synchronized Fence fence(PartitionId partition) {
    return fences.getOrDefault(partition, new Fence(0, 0, new TradeIds(), 0));
  }

  synchronized Collection<Bar> rows() {
    return List.copyOf(rows.values());
  }

  synchronized List<Long> lateIds() {
    return List.copyOf(late.keySet());
  }

  synchronized List<SpeedCommit> commits() {
    return List.copyOf(commits);
  }

  /**
   * Does what a batch run does in the end.
   *
   * @param firstUnseen the first offset that it has not looked at
   */
  synchronized void handOver(Instant instant, long firstUnseen) {
    handover = Optional.of(instant);
    unseenFrom = firstUnseen;
  }

  /** Puts a fence where it never was, as losing the latest commits does. */
  synchronized void setFence(PartitionId partition, Fence fence) {
    fences.put(partition, fence);
  }

  private synchronized Fence take(PartitionId partition) {
    Fence before = fence(partition);
    Fence taken =
        new Fence(
            before.generation() + 1,
            before.nextOffset(),
            before.seen().copy(),
            before.forgottenBelow());
    fences.put(partition, taken);
    return taken;
  }

  private synchronized Committed commit(SpeedCommit commit) throws FencedException {
    Fence fence = fence(commit.partition());
    if (fence.generation() != commit.generation() || fence.nextOffset() != commit.fromOffset()) {
      throw new FencedException(commit.partition(), commit.generation());
    }
    fences.put(
        commit.partition(),
        new Fence(
            commit.generation(),
            commit.nextOffset(),
            commit.seen().copy(),
            commit.forgottenBelow()));
    List<Bar> merged = new ArrayList<>();
    for (Bar bar : commit.bars()) {
      merged.add(rows.merge(bar.start(), bar, Bar::merge));
    }
    commit.late().forEach(message -> late.putIfAbsent(message.trade().tradeId(), message));
    commits.add(commit);
    return new Committed(merged, handover, unseenFrom);
  }

  /** A connection of one engine. */
  final class Store implements SpeedStore {
    private final CountDownLatch open = new CountDownLatch(1);
    private volatile boolean held;
    private volatile Fault fault = Fault.NONE;
    private volatile int soundCommits = Integer.MAX_VALUE;
    private volatile int waiting;
    private volatile boolean closed;

    /** From now on commits wait until {@link #release}. */
    Store hold() {
      held = true;
      return this;
    }

    void release() {
      open.countDown();
    }

    /** Whether a commit waits. */
    boolean isHolding() {
      return waiting > 0;
    }

    /** From the given number of commits on, all fail. */
    Store failAfter(int sound, Fault kind) {
      soundCommits = sound;
      fault = kind;
      return this;
    }

    boolean isClosed() {
      return closed;
    }

    @Override
    public Fence take(PartitionId partition) {
      return InMemoryDatabase.this.take(partition);
    }

    @Override
    public Committed commit(SpeedCommit commit) throws StoreException, FencedException {
      if (held) {
        awaitRelease();
      }
      if (soundCommits-- > 0) {
        return InMemoryDatabase.this.commit(commit);
      }
      switch (fault) {
        case BREAKS_THE_THREAD -> throw new OutOfMemoryError("Java heap space");
        case FAILS_AFTER -> InMemoryDatabase.this.commit(commit);
        default -> {}
      }
      throw new StoreException("the connection broke");
    }

    @Override
    public void requireFence(PartitionId partition, long generation, long nextOffset)
        throws FencedException {
      Fence fence = fence(partition);
      if (fence.generation() != generation || fence.nextOffset() != nextOffset) {
        throw new FencedException(partition, generation);
      }
    }

    @Override
    public void close() {
      closed = true;
    }

    private void awaitRelease() throws StoreException {
      waiting++;
      try {
        open.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StoreException("interrupted", e);
      } finally {
        waiting--;
      }
    }
  }
}
