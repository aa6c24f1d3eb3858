package io.finsolutions.pipeline.streaming.engine;

/**
 * A record of the trades topic, as it was read.
 *
 * @param offset its offset in the partition
 * @param timestamp its time stamp, in milliseconds since 1970
 * @param value its value; null for a record without one
 */
@SuppressWarnings("ArrayRecordComponent")
public record SourceRecord(long offset, long timestamp, byte[] value) {}
