package io.finsolutions.pipeline.archive;

import io.finsolutions.pipeline.market.TradeMessage;
import java.util.List;

/**
 * Writes trades to files, as many as it takes, each sorted by time and id. Holds no more than some
 * ten thousand trades in memory. Throws {@link ArchiveException} if a file cannot be written.
 */
public interface TradeWriter extends AutoCloseable {
  /** Adds a trade, in any order. */
  void add(TradeMessage trade);

  /** Ends the last file, and returns all: nothing can be added any more. */
  List<TradeFile> finish();

  /** Deletes what was written, unless it is finished. */
  @Override
  void close();
}
