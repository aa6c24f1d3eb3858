package io.finsolutions.pipeline.bench.micro;

import io.finsolutions.pipeline.market.TradeIds;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Ids into a set of them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
public class TradeIdsBenchmark {
  private static final int COUNT = 1 << 12;
  private static final int HOLE_EVERY = 50;

  /** In which order they come. */
  public enum Order {
    /** One after the other. */
    ASCENDING {
      @Override
      long[] ids() {
        return LongStream.range(0, COUNT).toArray();
      }
    },
    /** Likewise, with one in fifty missing. */
    WITH_HOLES {
      @Override
      long[] ids() {
        return LongStream.iterate(1, id -> id % HOLE_EVERY == 0 ? id + 2 : id + 1)
            .limit(COUNT)
            .toArray();
      }
    },
    /** As dice fall. */
    RANDOM {
      @Override
      long[] ids() {
        return new SplittableRandom(1).longs(COUNT, 0, 2L * COUNT).toArray();
      }
    };

    abstract long[] ids();
  }

  /** In which order they come. */
  @Param public Order order;

  private long[] ids;

  /** Made by JMH. */
  public TradeIdsBenchmark() {}

  /** Makes the ids. */
  @Setup
  public void makeIds() {
    ids = order.ids();
  }

  /** An id into the set. */
  @Benchmark
  @OperationsPerInvocation(COUNT)
  public TradeIds add() {
    TradeIds set = new TradeIds();
    for (long id : ids) {
      set.add(id);
    }
    return set;
  }
}
