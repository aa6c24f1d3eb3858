package io.finsolutions.pipeline.archive.iceberg;

import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradeMessage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;

/**
 * Merges the small files of a day, each of which is sorted, into a sorted one. It holds one trade
 * of each file in memory, beside what reading and writing Parquet takes.
 */
final class DayMerge {
  /** A file that is larger stays as it is. */
  private static final long LARGE_BYTES = 64L << 20;

  /** So many are read at once at most. */
  private static final int MOST_FILES = 100;

  /** A day with so many is not waited for. */
  private static final int TOO_MANY_FILES = 64;

  /** A day is over so long after its end: then its last trades are final as a rule. */
  private static final Duration SETTLED = Duration.ofHours(1);

  private final Table table;
  private final Instant now;
  private int filesBefore;
  private int filesAfter;

  DayMerge(Table table, Instant now) {
    this.table = table;
    this.now = now;
  }

  /** How many files were merged. */
  int filesBefore() {
    return filesBefore;
  }

  /** How many files they have become. */
  int filesAfter() {
    return filesAfter;
  }

  /** Merges files of the earliest day that has several. Returns whether there was one. */
  boolean mergeNext() throws IOException {
    Optional<List<DataFile>> next = next();
    if (next.isEmpty()) {
      return false;
    }
    merge(next.get());
    return true;
  }

  private Optional<List<DataFile>> next() throws IOException {
    Map<Instant, List<DataFile>> days = new TreeMap<>();
    try (CloseableIterable<FileScanTask> tasks = table.newScan().includeColumnStats().planFiles()) {
      for (FileScanTask task : tasks) {
        if (task.file().fileSizeInBytes() < LARGE_BYTES) {
          days.computeIfAbsent(
                  BarWidth.DAY.startOf(FileBounds.of(task.file()).firstTime()),
                  none -> new ArrayList<>())
              .add(task.file());
        }
      }
    }
    return days.entrySet().stream()
        .filter(day -> day.getValue().size() >= (isOver(day.getKey()) ? 2 : TOO_MANY_FILES))
        .map(Map.Entry::getValue)
        .findFirst()
        .map(DayMerge::smallest);
  }

  private boolean isOver(Instant day) {
    return day.plus(BarWidth.DAY.duration()).plus(SETTLED).isBefore(now);
  }

  // The smallest first, so that no file is written over and over for the sake of a few trades.
  private static List<DataFile> smallest(List<DataFile> files) {
    return files.stream()
        .sorted(Comparator.comparingLong(DataFile::fileSizeInBytes))
        .limit(MOST_FILES)
        .toList();
  }

  private void merge(List<DataFile> files) throws IOException {
    long snapshot = table.currentSnapshot().snapshotId();
    DataFile merged = write(files);
    long trades = files.stream().mapToLong(DataFile::recordCount).sum();
    if (merged.recordCount() != trades) {
      table.io().deleteFile(merged.location());
      throw new IOException(
          "files of %d trades were merged into one of %d".formatted(trades, merged.recordCount()));
    }
    RewriteFiles rewrite = table.newRewrite().validateFromSnapshot(snapshot);
    files.forEach(rewrite::deleteFile);
    rewrite.addFile(merged).set("pipeline.kind", "merge").commit();
    filesBefore += files.size();
    filesAfter++;
  }

  private DataFile write(List<DataFile> files) throws IOException {
    List<SortedTrades> sources = new ArrayList<>();
    try (SortedFile target = SortedFile.begin(table, FileBounds.of(files.get(0)).firstTime())) {
      PriorityQueue<SortedTrades> byNext =
          new PriorityQueue<>(Comparator.comparing(SortedTrades::next, Trade.EXECUTION_ORDER));
      for (DataFile file : files) {
        SortedTrades source = SortedTrades.open(table, file);
        sources.add(source);
        if (source.hasNext()) {
          byNext.add(source);
        }
      }
      while (!byNext.isEmpty()) {
        SortedTrades earliest = byNext.poll();
        TradeMessage trade = earliest.take();
        target.add(trade);
        if (earliest.hasNext()) {
          byNext.add(earliest);
        }
      }
      return target.finish();
    } finally {
      for (SortedTrades source : sources) {
        source.close();
      }
    }
  }
}
