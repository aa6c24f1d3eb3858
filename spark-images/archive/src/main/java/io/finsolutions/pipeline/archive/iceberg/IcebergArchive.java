package io.finsolutions.pipeline.archive.iceberg;

import io.finsolutions.pipeline.archive.ArchiveException;
import io.finsolutions.pipeline.archive.TradeArchive;
import io.finsolutions.pipeline.archive.TradeFile;
import io.finsolutions.pipeline.archive.TradeFiles;
import io.finsolutions.pipeline.market.TradeIds;
import io.finsolutions.pipeline.market.TradeMessage;
import io.finsolutions.pipeline.market.TradingPair;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SerializableTable;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.parquet.ParquetValueReader;
import org.apache.parquet.schema.MessageType;

/** The trades of a product in a table of Iceberg. */
public final class IcebergArchive implements TradeArchive {
  private static final String STATE = "pipeline.state";

  private static final Duration UPKEEP_PATIENCE = Duration.ofSeconds(20);

  private static final Schema IDS = TradeTable.SCHEMA.select(TradeTable.TRADE_ID, TradeTable.TIME);

  private final TradingPair product;
  private final Table table;

  IcebergArchive(TradingPair product, Table table) {
    this.product = product;
    this.table = table;
  }

  @Override
  public boolean keeps() {
    return true;
  }

  @Override
  public TradeIds ids(Instant from, Instant to) {
    TradeIds ids = new TradeIds();
    scan(
        FileBounds.executedIn(from, to),
        file -> {
          FileBounds bounds = FileBounds.of(file);
          if (bounds.isInside(from, to) && bounds.hasEveryId()) {
            ids.addRange(bounds.firstId(), bounds.lastId());
            return;
          }
          read(
              file,
              IDS,
              FileBounds.executedIn(from, to),
              ExecutionReader::of,
              (ExecutionReader.Execution row) -> {
                if (isIn(TradeTable.instant(row.micros()), from, to)) {
                  ids.add(row.tradeId());
                }
              });
        });
    return ids;
  }

  @Override
  public TradeIds found(TradeIds ids) {
    TradeIds found = new TradeIds();
    if (ids.isEmpty()) {
      return found;
    }
    Expression between =
        Expressions.and(
            Expressions.greaterThanOrEqual(TradeTable.TRADE_ID, ids.first().getAsLong()),
            Expressions.lessThanOrEqual(TradeTable.TRADE_ID, ids.last().getAsLong()));
    scan(
        between,
        file ->
            read(
                file,
                IDS,
                between,
                ExecutionReader::of,
                (ExecutionReader.Execution row) -> {
                  if (ids.contains(row.tradeId())) {
                    found.add(row.tradeId());
                  }
                }));
    return found;
  }

  @Override
  public void read(Instant from, Instant to, Consumer<TradeMessage> reader) {
    scan(FileBounds.executedIn(from, to), file -> read(file, from, to, reader));
  }

  /** {@inheritDoc} A part is a file, and there are as many at once as processors. */
  @Override
  public <R extends Consumer<TradeMessage>> List<R> readInParts(
      Instant from, Instant to, Supplier<R> readers) {
    List<DataFile> files = new ArrayList<>();
    scan(FileBounds.executedIn(from, to), files::add);
    ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      List<Future<R>> parts = new ArrayList<>();
      for (DataFile file : files) {
        R reader = readers.get();
        parts.add(
            threads.submit(
                () -> {
                  read(file, from, to, reader);
                  return reader;
                }));
      }
      List<R> read = new ArrayList<>();
      for (Future<R> part : parts) {
        read.add(part.get());
      }
      return read;
    } catch (ExecutionException e) {
      throw new ArchiveException(
          "cannot read the archive of %s at %s".formatted(product, table.location()), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ArchiveException("interrupted while the archive was read", e);
    } finally {
      threads.shutdownNow();
    }
  }

  private void read(DataFile file, Instant from, Instant to, Consumer<TradeMessage> reader)
      throws IOException {
    read(
        file,
        TradeTable.SCHEMA,
        FileBounds.executedIn(from, to),
        TradeReader::of,
        (TradeMessage trade) -> {
          if (isIn(trade.trade().time(), from, to)) {
            reader.accept(trade);
          }
        });
  }

  @Override
  public Optional<Instant> earliest() {
    Earliest earliest = new Earliest();
    scan(Expressions.alwaysTrue(), file -> earliest.add(FileBounds.of(file).firstTime()));
    return earliest.time();
  }

  @Override
  public TradeFiles files() {
    Table copy = SerializableTable.copyOf(table);
    return () -> new SortedTradeWriter(copy);
  }

  @Override
  public void append(
      Collection<TradeFile> files, Optional<String> state, Map<String, String> remarks) {
    attempt(
        "append to",
        () -> {
          Transaction transaction = table.newTransaction();
          if (!files.isEmpty()) {
            AppendFiles append = transaction.newAppend();
            files.forEach(file -> append.appendFile(((WrittenFile) file).file()));
            remarks.forEach(append::set);
            append.commit();
          }
          if (state.isPresent()) {
            transaction.updateProperties().set(STATE, state.get()).commit();
          }
          transaction.commitTransaction();
          return null;
        });
  }

  @Override
  public void discard(Collection<TradeFile> files) {
    attempt(
        "clean up",
        () -> {
          files.forEach(file -> table.io().deleteFile(file.location()));
          return null;
        });
  }

  @Override
  public Optional<String> state() {
    return attempt(
        "read",
        () -> {
          table.refresh();
          return Optional.ofNullable(table.properties().get(STATE));
        });
  }

  /** Tidies up behind many small steps; see {@link Upkeep}. Never fails. */
  public void maintain(Instant now) {
    new Upkeep(table, UPKEEP_PATIENCE).run(now);
  }

  private void scan(Expression filter, FileReader reader) {
    attempt(
        "read",
        () -> {
          table.refresh();
          try (CloseableIterable<FileScanTask> tasks =
              table.newScan().filter(filter).includeColumnStats().planFiles()) {
            for (FileScanTask task : tasks) {
              reader.read(task.file());
            }
          } catch (IOException e) {
            throw new ArchiveException("cannot read the archive at " + table.location(), e);
          }
          return null;
        });
  }

  private <T> void read(
      DataFile file,
      Schema columns,
      Expression filter,
      Function<MessageType, ParquetValueReader<?>> rowReader,
      Consumer<T> reader)
      throws IOException {
    try (CloseableIterable<T> rows =
        Parquet.read(table.io().newInputFile(file.location()))
            .project(columns)
            .filter(filter)
            .createReaderFunc(rowReader)
            .build()) {
      rows.forEach(reader);
    }
  }

  private static boolean isIn(Instant time, Instant from, Instant to) {
    return !time.isBefore(from) && time.isBefore(to);
  }

  private <T> T attempt(String what, Supplier<T> work) {
    try {
      return work.get();
    } catch (ArchiveException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new ArchiveException(
          "cannot %s the archive of %s at %s".formatted(what, product, table.location()), e);
    }
  }

  /** Reads a file. */
  private interface FileReader {
    void read(DataFile file) throws IOException;
  }

  private static final class Earliest {
    private Instant time;

    void add(Instant other) {
      time = time == null || other.isBefore(time) ? other : time;
    }

    Optional<Instant> time() {
      return Optional.ofNullable(time);
    }
  }
}
