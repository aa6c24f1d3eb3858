package io.finsolutions.pipeline.simulation;

import io.finsolutions.pipeline.batch.engine.BatchLayer;
import io.finsolutions.pipeline.batch.engine.Candles;
import io.finsolutions.pipeline.batch.engine.FinalStore;
import io.finsolutions.pipeline.batch.engine.FinalStores;
import io.finsolutions.pipeline.batch.engine.Patience;
import io.finsolutions.pipeline.batch.engine.StoreException;
import io.finsolutions.pipeline.service.FailedException;
import io.finsolutions.pipeline.signals.Strategy;
import java.time.Duration;

/** Runs of the batch layer: the topic and the store are played, everything between is real. */
final class SimulatedBatch {
  static final Patience PATIENCE = new Patience(Duration.ofMinutes(2), Duration.ofMinutes(12));
  static final Strategy STRATEGY = new ShownBars();

  private final World world;

  SimulatedBatch(World world) {
    this.world = world;
  }

  /** Makes a run, in which others act too. Returns whether it did what it should. */
  boolean run() {
    Duration clockError = world.clockError();
    RunningStores stores = new RunningStores(clockError);
    BatchLayer layer =
        new BatchLayer(
            SimulatedExchange.PRODUCT,
            PATIENCE,
            STRATEGY,
            Candles.NONE,
            stores,
            world.archive.openedBy(stores::wayPoint),
            () -> {
              stores.wayPoint();
              return new SimulatedTrades(world.topic, stores::wayPoint);
            },
            () -> world.now().plus(clockError));
    world.note("a run begins");
    try {
      layer.runScheduled();
      return true;
    } catch (RunKilled e) {
      world.note("the run is killed");
    } catch (StoreException | FailedException e) {
      world.note("the run fails: %s", e.getMessage());
    } catch (InterruptedException e) {
      throw new Violation(Invariant.NO_CRASH, e.toString());
    }
    return false;
  }

  /** The connections of one run. */
  private final class RunningStores implements FinalStores {
    private final Duration clockError;
    private boolean killed;

    RunningStores(Duration clockError) {
      this.clockError = clockError;
    }

    @Override
    public FinalStore connectPatiently() {
      return connect();
    }

    @Override
    public FinalStore connect() {
      return new SimulatedFinalStore(
          world, this::wayPoint, () -> killed, () -> world.now().plus(clockError));
    }

    /** Where others act, and where it can end. */
    void wayPoint() {
      world.interleave();
      if (world.happens(Fault.RUN_KILLED)) {
        killed = true;
        throw new RunKilled();
      }
    }
  }

  /** The process is gone: nothing of it is done any more. */
  static final class RunKilled extends Error {
    private static final long serialVersionUID = 1L;
  }
}
