package io.finsolutions.pipeline.bench.micro;

import io.finsolutions.pipeline.market.MalformedTradeException;
import io.finsolutions.pipeline.market.Origin;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradeJson;
import io.finsolutions.pipeline.market.TradeMessage;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A trade to its JSON and back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
public class TradeJsonBenchmark {
  private final TradeMessage[] messages = new TradeMessage[SampleTrades.COUNT];
  private final byte[][] texts = new byte[SampleTrades.COUNT][];
  private int next;

  /** Made by JMH. */
  public TradeJsonBenchmark() {
    Trade[] trades = SampleTrades.make();
    for (int i = 0; i < trades.length; i++) {
      messages[i] = new TradeMessage(trades[i], Origin.LIVE);
      texts[i] = TradeJson.encode(messages[i]);
    }
  }

  /** Writes. */
  @Benchmark
  public byte[] encode() {
    return TradeJson.encode(messages[next++ % messages.length]);
  }

  /** Reads what we write. */
  @Benchmark
  public TradeMessage decode() throws MalformedTradeException {
    return TradeJson.decode(texts[next++ % texts.length]);
  }
}
