package io.finsolutions.pipeline.archive.iceberg;

import io.finsolutions.pipeline.archive.TradeFile;
import org.apache.iceberg.DataFile;

/** A file as Iceberg describes it. */
record WrittenFile(DataFile file) implements TradeFile {
  @Override
  public String location() {
    return file.location();
  }

  @Override
  public long trades() {
    return file.recordCount();
  }
}
