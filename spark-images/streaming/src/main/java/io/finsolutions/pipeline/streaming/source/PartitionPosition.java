package io.finsolutions.pipeline.streaming.source;

import org.apache.spark.sql.connector.read.streaming.PartitionOffset;

/**
 * How far a partition was read.
 *
 * @param partition number of the partition
 * @param offset offset of the next record
 */
record PartitionPosition(int partition, long offset) implements PartitionOffset {}
