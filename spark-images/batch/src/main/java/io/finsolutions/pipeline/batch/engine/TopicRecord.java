package io.finsolutions.pipeline.batch.engine;

/**
 * A record of the trades topic.
 *
 * @param partition the partition of the topic
 * @param offset the offset in the partition
 * @param timestamp its time stamp, in milliseconds since 1970
 * @param value its value; null for a record without one
 */
@SuppressWarnings("ArrayRecordComponent")
public record TopicRecord(int partition, long offset, long timestamp, byte[] value) {}
