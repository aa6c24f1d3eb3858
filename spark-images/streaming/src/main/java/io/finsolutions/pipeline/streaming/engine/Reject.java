package io.finsolutions.pipeline.streaming.engine;

import io.finsolutions.pipeline.market.RejectReason;

/**
 * A record that was not counted.
 *
 * @param partition where it was
 * @param offset where in the partition it was
 * @param value its value as it was; null for a record without one
 * @param reason why it was not counted
 * @param detail what is wrong, in words
 */
@SuppressWarnings("ArrayRecordComponent")
public record Reject(
    PartitionId partition, long offset, byte[] value, RejectReason reason, String detail) {}
