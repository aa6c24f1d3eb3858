package io.finsolutions.pipeline.streaming.source;

import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.streaming.ContinuousPartitionReaderFactory;

/** Makes the readers, wherever Spark runs the tasks. */
record PollReaders(TopicAddress address) implements ContinuousPartitionReaderFactory {
  @Override
  public PollReader createReader(InputPartition slice) {
    return new PollReader(address, (PartitionSlice) slice);
  }
}
