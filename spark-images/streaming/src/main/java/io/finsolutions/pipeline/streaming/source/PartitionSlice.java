package io.finsolutions.pipeline.streaming.source;

import org.apache.spark.sql.connector.read.InputPartition;

/**
 * What one task reads.
 *
 * @param partition number of the partition
 * @param from offset of the first record
 * @param until offset behind the last record; {@link #ENDLESS} if there is none
 */
record PartitionSlice(int partition, long from, long until) implements InputPartition {
  static final long ENDLESS = Long.MAX_VALUE;
}
