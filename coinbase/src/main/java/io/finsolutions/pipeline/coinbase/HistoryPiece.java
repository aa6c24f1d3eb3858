package io.finsolutions.pipeline.coinbase;

import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradeIds;
import java.util.List;
import java.util.Objects;

/**
 * What the exchange has of a run of consecutive ids.
 *
 * @param trades the trades, ascending by id, each once
 * @param missing the ids that it did not give although it was asked again
 */
public record HistoryPiece(List<Trade> trades, TradeIds missing) {
  /** Copies what may change. */
  public HistoryPiece {
    trades = List.copyOf(trades);
    missing = Objects.requireNonNull(missing, "missing").copy();
  }
}
