package io.finsolutions.pipeline.archive.iceberg;

import io.finsolutions.pipeline.archive.ArchiveException;
import io.finsolutions.pipeline.archive.TradeFile;
import io.finsolutions.pipeline.archive.TradeWriter;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradeMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.iceberg.Table;

/** Collects trades, sorts as many as fit into memory, and writes them to a file of each day. */
final class SortedTradeWriter implements TradeWriter {
  private static final int TRADES_IN_MEMORY = 50_000;

  private static final Comparator<TradeMessage> ORDER =
      Comparator.comparing(TradeMessage::trade, Trade.EXECUTION_ORDER);

  private final Table table;
  private final List<TradeMessage> waiting = new ArrayList<>();
  private final List<TradeFile> files = new ArrayList<>();
  private boolean finished;

  SortedTradeWriter(Table table) {
    this.table = table;
  }

  @Override
  public void add(TradeMessage trade) {
    waiting.add(trade);
    if (waiting.size() >= TRADES_IN_MEMORY) {
      write();
    }
  }

  @Override
  public List<TradeFile> finish() {
    write();
    finished = true;
    return List.copyOf(files);
  }

  @Override
  public void close() {
    if (!finished) {
      files.forEach(file -> table.io().deleteFile(file.location()));
    }
  }

  private void write() {
    waiting.sort(ORDER);
    int next = 0;
    while (next < waiting.size()) {
      next = writeDay(next);
    }
    waiting.clear();
  }

  /** Writes the trades of the day that begins with the given one, and returns what comes next. */
  private int writeDay(int first) {
    int next = first;
    try (SortedFile file = SortedFile.begin(table, waiting.get(first).trade().time())) {
      while (next < waiting.size() && file.takes(waiting.get(next).trade().time())) {
        file.add(waiting.get(next));
        next++;
      }
      files.add(new WrittenFile(file.finish()));
    } catch (IOException | RuntimeException e) {
      throw new ArchiveException("cannot write a file of trades to " + table.location(), e);
    }
    return next;
  }
}
