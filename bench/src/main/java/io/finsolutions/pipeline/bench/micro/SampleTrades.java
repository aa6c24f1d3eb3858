package io.finsolutions.pipeline.bench.micro;

import io.finsolutions.pipeline.bench.rig.Rig;
import io.finsolutions.pipeline.exchange.tape.GeneratedTape;
import io.finsolutions.pipeline.market.Trade;
import java.util.Iterator;

/** Trades for the benchmarks: some seconds of a busy market. */
final class SampleTrades {
  static final int COUNT = 1 << 12;

  private static final int RATE = 200;

  private SampleTrades() {}

  static Trade[] make() {
    Iterator<Trade> tape = GeneratedTape.of(Rig.PAIR, RATE, 1).trades();
    Trade[] trades = new Trade[COUNT];
    for (int i = 0; i < COUNT; i++) {
      trades[i] = tape.next();
    }
    return trades;
  }
}
