package io.finsolutions.pipeline.archive.iceberg;

import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradeMessage;
import java.io.IOException;
import java.util.Iterator;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.parquet.Parquet;

/** The trades of a file, one after the other. */
final class SortedTrades implements AutoCloseable {
  private final CloseableIterable<TradeMessage> rows;
  private final Iterator<TradeMessage> rest;
  private TradeMessage next;

  private SortedTrades(CloseableIterable<TradeMessage> rows) {
    this.rows = rows;
    this.rest = rows.iterator();
    advance();
  }

  static SortedTrades open(Table table, DataFile file) {
    return new SortedTrades(
        Parquet.read(table.io().newInputFile(file.location()))
            .project(TradeTable.SCHEMA)
            .createReaderFunc(TradeReader::of)
            .build());
  }

  boolean hasNext() {
    return next != null;
  }

  /** The next trade, which stays the next. */
  Trade next() {
    return next.trade();
  }

  /** The next trade, which makes way for the one behind it. */
  TradeMessage take() {
    TradeMessage taken = next;
    advance();
    return taken;
  }

  private void advance() {
    next = rest.hasNext() ? rest.next() : null;
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
