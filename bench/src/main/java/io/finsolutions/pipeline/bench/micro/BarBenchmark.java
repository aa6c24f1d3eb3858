package io.finsolutions.pipeline.bench.micro;

import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.market.BarFold;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.Trade;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Trades into bars, and bars into bars. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
public class BarBenchmark {
  private final Trade[] trades = SampleTrades.make();
  private final Bar one;
  private final Bar other;

  /** Made by JMH. */
  public BarBenchmark() {
    BarFold first = new BarFold(BarWidth.DAY);
    BarFold second = new BarFold(BarWidth.DAY);
    for (int i = 0; i < trades.length; i++) {
      (i < trades.length / 2 ? first : second).add(trades[i]);
    }
    one = first.bars().get(0);
    other = second.bars().get(0);
  }

  /** A trade into the fold; the making of the bars at the end is shared by all trades. */
  @Benchmark
  @OperationsPerInvocation(SampleTrades.COUNT)
  public List<Bar> foldTrade() {
    BarFold fold = new BarFold(BarWidth.SECOND);
    for (Trade trade : trades) {
      fold.add(trade);
    }
    return fold.bars();
  }

  /** Two bars into one. */
  @Benchmark
  public Bar merge() {
    return one.merge(other);
  }
}
