package io.finsolutions.pipeline.archive;

import java.io.Serializable;

/** What writes files of trades, wherever it was sent. */
@FunctionalInterface
public interface TradeFiles extends Serializable {
  /** Begins to write. */
  TradeWriter begin();
}
