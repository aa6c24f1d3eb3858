package io.finsolutions.pipeline.coinbase;

import io.finsolutions.pipeline.market.TradingPair;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * A frame of the exchange's feed into trades. Here, since the decoder is nobody else's business.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
public class FeedFrameBenchmark {
  private static final int TRADES = 50;

  private final FeedFrameDecoder decoder = new FeedFrameDecoder(TradingPair.parse("BTC-USD"));
  private final byte[] frame =
      IntStream.range(0, TRADES)
          .mapToObj(
              i ->
                  """
                  {"product_id":"BTC-USD","trade_id":"%d","price":"83277.%02d","size":"0.00000%03d",\
                  "time":"2026-09-30T02:39:53.3546%02dZ","side":"%s"}\
                  """
                      .formatted(1_100_253_487L + i, i, i + 1, i, i % 2 == 0 ? "BUY" : "SELL"))
          .collect(
              Collectors.joining(
                  ",",
                  """
                  {"channel":"market_trades","client_id":"","timestamp":"2026-09-30T02:39:53.6Z",\
                  "sequence_num":7,"events":[{"type":"update","trades":[\
                  """,
                  "]}]}"))
          .getBytes(StandardCharsets.UTF_8);

  /** Made by JMH. */
  public FeedFrameBenchmark() {}

  /** A trade of a frame of fifty. */
  @Benchmark
  @OperationsPerInvocation(TRADES)
  public Object decodeTrade() throws UnreadableException {
    return decoder.decode(frame, Instant.EPOCH);
  }
}
