package io.finsolutions.pipeline.simulation;

import io.finsolutions.pipeline.batch.engine.FinalStep;
import io.finsolutions.pipeline.batch.engine.FinalStore;
import io.finsolutions.pipeline.batch.engine.Handover;
import io.finsolutions.pipeline.batch.engine.Hole;
import io.finsolutions.pipeline.batch.engine.RunKind;
import io.finsolutions.pipeline.batch.engine.RunResult;
import io.finsolutions.pipeline.batch.engine.StoreException;
import io.finsolutions.pipeline.batch.engine.TimeRange;
import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.service.FailedException;
import io.finsolutions.pipeline.signals.Signal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A connection of a batch run to the store. */
final class SimulatedFinalStore implements FinalStore {
  private final World world;
  private final Runnable wayPoint;
  private final BooleanSupplier killed;
  private final InstantSource clock;
  private final SimulatedStore.Session session;

  SimulatedFinalStore(World world, Runnable wayPoint, BooleanSupplier killed, InstantSource clock) {
    this.world = world;
    this.wayPoint = wayPoint;
    this.killed = killed;
    this.clock = clock;
    this.session = world.store.connect();
  }

  private void ask() throws StoreException {
    wayPoint.run();
    if (session.broken()) {
      throw failure("the connection is broken");
    }
  }

  private static StoreException failure(String reason) {
    return new StoreException(reason, new SQLException(reason));
  }

  @Override
  public Lock lock() throws StoreException {
    ask();
    if (!session.lock()) {
      throw new FailedException("another batch run is under way");
    }
    return new Lock() {
      @Override
      public long begin(RunKind kind) throws StoreException {
        ask();
        return world.store.beginRun();
      }

      @Override
      public void close() throws StoreException {
        if (killed.getAsBoolean()) {
          session.close();
        }
        session.unlock();
      }
    };
  }

  @Override
  public void fail(long runId, String error) throws StoreException {
    ask();
  }

  @Override
  public Handover handover() throws StoreException {
    ask();
    return world.store.finals().handover;
  }

  @Override
  public List<Hole> missingIds() throws StoreException {
    ask();
    return List.copyOf(world.store.finals().missing);
  }

  @Override
  public Map<Instant, Long> finalTrades(TimeRange range) throws StoreException {
    return finalBars(BarWidth.SECOND, range).stream()
        .collect(Collectors.toMap(Bar::start, Bar::trades));
  }

  @Override
  public Optional<Instant> firstTradeTimeFrom(Instant start) throws StoreException {
    ask();
    var first = world.store.finals().rows.get(BarWidth.SECOND).ceilingEntry(start);
    return first == null ? Optional.empty() : Optional.of(first.getValue().bar().openTime());
  }

  @Override
  public OptionalLong firstTradeIdFrom(Instant start) throws StoreException {
    ask();
    var first = world.store.finals().rows.get(BarWidth.SECOND).ceilingEntry(start);
    return first == null
        ? OptionalLong.empty()
        : OptionalLong.of(first.getValue().bar().firstTradeId());
  }

  @Override
  public Optional<Instant> lastTradeTimeBefore(Instant end) throws StoreException {
    ask();
    var last = world.store.finals().rows.get(BarWidth.SECOND).lowerEntry(end);
    return last == null ? Optional.empty() : Optional.of(last.getValue().bar().closeTime());
  }

  @Override
  public List<Bar> finalBars(BarWidth width, TimeRange range) throws StoreException {
    ask();
    return bars(world.store.finals(), width, range);
  }

  @Override
  public List<Bar> speedSeconds(TimeRange range) throws StoreException {
    ask();
    return List.copyOf(world.store.speed().subMap(range.from(), range.to()).values());
  }

  private static List<Bar> bars(FinalState state, BarWidth width, TimeRange range) {
    return state.rows.get(width).subMap(range.from(), range.to()).values().stream()
        .map(FinalRow::bar)
        .toList();
  }

  @Override
  public <T> T atomically(Work<T> work) throws StoreException {
    ask();
    if (world.happens(Fault.SWAP_FAILS)) {
      session.close();
      throw failure("nothing was changed");
    }
    FinalState before = world.store.finals();
    Transaction transaction = new Transaction(before.copy());
    T result = work.in(transaction);
    world.store.replace(transaction.state, transaction.deleteSpeedBefore);
    world.note(
        "the hand-over is at %s, %s, folded again %s, missing %s",
        transaction.state.handover.at().map(Instant::toString).orElse("nowhere"),
        transaction.state.handover.endOffsets(),
        transaction.result.foldedAgain(),
        transaction.state.missing.stream().map(Hole::ids).toList());
    world.watch.afterSwap(before, transaction.result, clock.instant());
    if (world.happens(Fault.SWAP_TORN)) {
      session.close();
      throw failure("it was changed, but nobody knows");
    }
    wayPoint.run();
    return result;
  }

  @Override
  public void close() {
    session.close();
  }

  /** Changes a copy. */
  private static final class Transaction implements FinalStep {
    private final FinalState state;
    private Instant deleteSpeedBefore;
    private RunResult result;

    Transaction(FinalState state) {
      this.state = state;
    }

    @Override
    public Optional<Instant> lockHandover() {
      return state.handover.at();
    }

    @Override
    public void makePlace(TimeRange range) {
      // There is place for all.
    }

    @Override
    public long replaceBars(
        BarWidth width, TimeRange range, List<Bar> bars, Predicate<Bar> complete, long runId) {
      var rows = state.rows.get(width).subMap(range.from(), range.to());
      var before = new HashMap<>(rows);
      rows.clear();
      long written = 0;
      for (Bar bar : bars) {
        FinalRow row = new FinalRow(bar, complete.test(bar));
        if (rows.put(bar.start(), row) != null) {
          throw new Violation(Invariant.NO_CRASH, "two rows of " + bar.start());
        }
        written += row.equals(before.get(bar.start())) ? 0 : 1;
      }
      return written;
    }

    @Override
    public List<Bar> lastFinalBars(BarWidth width, Instant before, int limit) {
      List<Bar> bars =
          state.rows.get(width).headMap(before, false).descendingMap().values().stream()
              .limit(limit)
              .map(FinalRow::bar)
              .collect(Collectors.toCollection(ArrayList::new));
      Collections.reverse(bars);
      return bars;
    }

    @Override
    public List<Bar> firstFinalBars(BarWidth width, TimeRange range, int limit) {
      return bars(state, width, range).stream().limit(limit).toList();
    }

    @Override
    public void replaceSignals(
        BarWidth width, TimeRange range, String formula, List<Signal> signals, long runId) {
      var byTime = state.signals.get(width);
      byTime.subMap(range.from(), range.to()).clear();
      for (Signal signal : signals) {
        if (byTime.put(signal.time(), signal) != null) {
          throw new Violation(Invariant.NO_CRASH, "two signals of " + signal.time());
        }
      }
    }

    @Override
    public void replaceMissingIds(List<Hole> holes, long runId) {
      state.missing.clear();
      state.missing.addAll(holes);
    }

    @Override
    public void moveHandover(Handover handover, long runId) {
      state.handover = handover;
    }

    @Override
    public void deleteSpeedSecondsBefore(Instant start) {
      deleteSpeedBefore = start;
    }

    @Override
    public void finish(long runId, RunResult done, long rows) {
      result = done;
    }

    @Override
    public List<Bar> finalBars(BarWidth width, TimeRange range) {
      return bars(state, width, range);
    }

    @Override
    public List<Bar> speedSeconds(TimeRange range) {
      throw new UnsupportedOperationException("nobody asks for them in a step");
    }
  }
}
