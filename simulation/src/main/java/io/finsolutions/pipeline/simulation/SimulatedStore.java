package io.finsolutions.pipeline.simulation;

import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.market.TradeIds;
import io.finsolutions.pipeline.streaming.engine.Committed;
import io.finsolutions.pipeline.streaming.engine.Fence;
import io.finsolutions.pipeline.streaming.engine.FencedException;
import io.finsolutions.pipeline.streaming.engine.SpeedCommit;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Postgres, as far as the pipeline uses it. Commits of the speed layer are not flushed: a crash
 * takes some of the latest, in order, and breaks all sessions. A commit of the batch layer flushes
 * everything before it.
 */
final class SimulatedStore {
  private Fence fence = new Fence(0, 0, new TradeIds(), 0);
  private final TreeMap<Instant, Bar> speed = new TreeMap<>();
  private final TreeSet<Long> late = new TreeSet<>();
  private FinalState finals = new FinalState();
  private final Deque<Runnable> notFlushed = new ArrayDeque<>();
  private long crashes;
  private long runs;
  private Session lockHolder;

  /** A connection. */
  final class Session {
    private final long since = crashes;
    private boolean closed;

    boolean broken() {
      return closed || since != crashes;
    }

    void close() {
      closed = true;
    }

    /** Takes the lock of batch runs, if nobody has it. */
    boolean lock() {
      if (lockHolder != null && !lockHolder.broken() && lockHolder != this) {
        return false;
      }
      lockHolder = this;
      return true;
    }

    void unlock() {
      if (lockHolder == this) {
        lockHolder = null;
      }
    }
  }

  Session connect() {
    return new Session();
  }

  Fence fence() {
    return fence;
  }

  TreeMap<Instant, Bar> speed() {
    return speed;
  }

  TreeSet<Long> late() {
    return late;
  }

  FinalState finals() {
    return finals;
  }

  /** The speed rows that readers see. */
  Map<Instant, Bar> provisional() {
    return finals.handover.at().isEmpty() ? speed : speed.tailMap(finals.handover.at().get());
  }

  Fence take() {
    Fence before = fence;
    notFlushed.push(() -> fence = before);
    fence =
        new Fence(
            before.generation() + 1, before.nextOffset(), before.seen(), before.forgottenBelow());
    return fence;
  }

  /** The statement of the speed layer: see its SQL. */
  Committed commit(SpeedCommit step) throws FencedException {
    if (step.generation() != fence.generation() || step.fromOffset() != fence.nextOffset()) {
      throw new FencedException(step.partition(), step.generation());
    }
    Fence before = fence;
    Map<Instant, Bar> overwritten = new HashMap<>();
    List<Long> added = new ArrayList<>();
    List<Bar> merged = new ArrayList<>();
    fence =
        new Fence(
            before.generation(), step.nextOffset(), step.seen().copy(), step.forgottenBelow());
    for (Bar bar : step.bars()) {
      Bar old = speed.get(bar.start());
      overwritten.put(bar.start(), old);
      Bar now = old == null ? bar : old.merge(bar);
      speed.put(bar.start(), now);
      merged.add(now);
    }
    step.late()
        .forEach(
            message -> {
              if (late.add(message.trade().tradeId())) {
                added.add(message.trade().tradeId());
              }
            });
    notFlushed.push(
        () -> {
          fence = before;
          overwritten.forEach(
              (start, old) -> {
                if (old == null) {
                  speed.remove(start);
                } else {
                  speed.put(start, old);
                }
              });
          late.removeAll(added);
        });
    return new Committed(
        merged,
        finals.handover.at(),
        finals.handover.endOffsets().getOrDefault(step.partition().partition(), 0L));
  }

  /** Some of the latest commits that were not flushed are gone, and all sessions. */
  int crash(int mostLost) {
    crashes++;
    int lost = 0;
    while (lost < mostLost && !notFlushed.isEmpty()) {
      notFlushed.pop().run();
      lost++;
    }
    notFlushed.clear();
    return lost;
  }

  /** What was committed long enough ago is on disk. */
  void flush() {
    notFlushed.clear();
  }

  long beginRun() {
    flush();
    return ++runs;
  }

  /** The transaction of a batch run. */
  void replace(FinalState state, Instant deleteSpeedBefore) {
    finals = state;
    if (deleteSpeedBefore != null) {
      speed.headMap(deleteSpeedBefore).clear();
    }
    flush();
  }
}
