package io.finsolutions.pipeline.archive.iceberg;

import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.TradeMessage;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.parquet.Parquet;

/** A file under way, of trades of one UTC day in the order of execution. */
final class SortedFile implements AutoCloseable {
  private final Table table;
  private final Instant day;
  private final String location;
  private final DataWriter<Record> writer;
  private boolean finished;

  private SortedFile(Table table, Instant day, String location, DataWriter<Record> writer) {
    this.table = table;
    this.day = day;
    this.location = location;
    this.writer = writer;
  }

  static SortedFile begin(Table table, Instant time) throws IOException {
    Instant day = BarWidth.DAY.startOf(time);
    PartitionKey partition = new PartitionKey(table.spec(), table.schema());
    partition.set(0, Math.toIntExact(TimeUnit.SECONDS.toDays(day.getEpochSecond())));
    String location =
        table
            .locationProvider()
            .newDataLocation(table.spec(), partition, UUID.randomUUID() + ".parquet");
    DataWriter<Record> writer =
        Parquet.writeData(table.io().newOutputFile(location))
            .forTable(table)
            .withPartition(partition)
            .createWriterFunc(GenericParquetWriter::create)
            .build();
    return new SortedFile(table, day, location, writer);
  }

  /** Whether a trade of some time belongs to the same day. */
  boolean takes(Instant time) {
    return BarWidth.DAY.startOf(time).equals(day);
  }

  void add(TradeMessage trade) {
    writer.write(TradeTable.row(trade));
  }

  /** Bytes written so far. */
  long length() {
    return writer.length();
  }

  DataFile finish() throws IOException {
    writer.close();
    finished = true;
    return writer.toDataFile();
  }

  /** Deletes the file, unless it is finished. */
  @Override
  public void close() throws IOException {
    if (!finished) {
      writer.close();
      table.io().deleteFile(location);
    }
  }
}
