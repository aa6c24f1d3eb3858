package io.finsolutions.pipeline.streaming.source;

import io.finsolutions.pipeline.streaming.engine.SourceRecord;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Records of one partition as bytes: for each its offset, its time stamp, the length of its value,
 * its value.
 */
public final class RecordBlock {
  private static final int HEAD_BYTES = 2 * Long.BYTES + Integer.BYTES;
  private static final int NO_VALUE = -1;

  private RecordBlock() {}

  /** Packs records, in their order. */
  static byte[] pack(List<ConsumerRecord<byte[], byte[]>> records) {
    int size = 0;
    for (ConsumerRecord<byte[], byte[]> each : records) {
      size += HEAD_BYTES + (each.value() == null ? 0 : each.value().length);
    }
    ByteBuffer block = ByteBuffer.allocate(size);
    for (ConsumerRecord<byte[], byte[]> each : records) {
      block.putLong(each.offset()).putLong(each.timestamp());
      if (each.value() == null) {
        block.putInt(NO_VALUE);
      } else {
        block.putInt(each.value().length).put(each.value());
      }
    }
    return block.array();
  }

  /** The records of a block, in their order. */
  public static List<SourceRecord> unpack(byte[] bytes) {
    ByteBuffer block = ByteBuffer.wrap(bytes);
    List<SourceRecord> entries = new ArrayList<>();
    while (block.hasRemaining()) {
      long offset = block.getLong();
      long timestamp = block.getLong();
      int length = block.getInt();
      byte[] value = null;
      if (length != NO_VALUE) {
        value = new byte[length];
        block.get(value);
      }
      entries.add(new SourceRecord(offset, timestamp, value));
    }
    return entries;
  }
}
