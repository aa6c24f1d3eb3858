package io.finsolutions.pipeline.streaming.engine;

import io.finsolutions.pipeline.market.BarFold;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.TradeMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What was read since the last commit. */
final class PendingWork {
  final BarFold fold = new BarFold(BarWidth.SECOND);
  final List<TradeMessage> late = new ArrayList<>();
  final List<Reject> rejects = new ArrayList<>();

  /** Where the fence stood before the first of these records. */
  final long fromOffset;

  /** How many records were read, counted or not. */
  long records;

  /** How many trades went into the fold. */
  long trades;

  /** Time of the latest trade in the fold. */
  Instant latestTradeTime = Instant.MIN;

  PendingWork(long fromOffset) {
    this.fromOffset = fromOffset;
  }

  boolean isEmpty() {
    return records == 0;
  }

  boolean isFull(EngineSettings settings) {
    return fold.size() >= settings.maxOpenBars()
        || late.size() + rejects.size() >= settings.maxOpenTrades();
  }
}
