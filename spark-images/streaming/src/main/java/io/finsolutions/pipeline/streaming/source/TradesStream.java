package io.finsolutions.pipeline.streaming.source;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.streaming.ContinuousStream;
import org.apache.spark.sql.connector.read.streaming.MicroBatchStream;
import org.apache.spark.sql.connector.read.streaming.Offset;
import org.apache.spark.sql.connector.read.streaming.PartitionOffset;

/**
 * The topic from a position on, for the continuous trigger and for the micro-batch one. The
 * partitions are those of the position.
 */
final class TradesStream implements ContinuousStream, MicroBatchStream {
  private final TopicAddress address;
  private final TopicPosition start;

  /** Asks for the ends of the partitions. Under the continuous trigger nobody does. */
  private KafkaConsumer<byte[], byte[]> ends;

  TradesStream(TopicAddress address, TopicPosition start) {
    this.address = address;
    this.start = start;
  }

  @Override
  public Offset initialOffset() {
    return start;
  }

  @Override
  public Offset deserializeOffset(String json) {
    return TopicPosition.parse(json);
  }

  @Override
  public Offset mergeOffsets(PartitionOffset[] partitions) {
    SortedMap<Integer, Long> merged = new TreeMap<>();
    for (PartitionOffset each : partitions) {
      PartitionPosition position = (PartitionPosition) each;
      merged.put(position.partition(), position.offset());
    }
    return new TopicPosition(merged);
  }

  @Override
  public Offset latestOffset() {
    if (ends == null) {
      ends = address.newConsumer();
    }
    SortedMap<Integer, Long> latest = new TreeMap<>();
    ends.endOffsets(start.offsets().keySet().stream().map(address::partition).toList())
        .forEach((partition, offset) -> latest.put(partition.partition(), offset));
    return new TopicPosition(latest);
  }

  @Override
  public InputPartition[] planInputPartitions(Offset from) {
    return ((TopicPosition) from)
        .offsets().entrySet().stream()
            .map(each -> new PartitionSlice(each.getKey(), each.getValue(), PartitionSlice.ENDLESS))
            .toArray(InputPartition[]::new);
  }

  @Override
  public InputPartition[] planInputPartitions(Offset from, Offset until) {
    Map<Integer, Long> ends = ((TopicPosition) until).offsets();
    return ((TopicPosition) from)
        .offsets().entrySet().stream()
            .map(
                each -> new PartitionSlice(each.getKey(), each.getValue(), ends.get(each.getKey())))
            .toArray(InputPartition[]::new);
  }

  @Override
  public PollReaders createContinuousReaderFactory() {
    return new PollReaders(address);
  }

  @Override
  public PollReaders createReaderFactory() {
    return new PollReaders(address);
  }

  @Override
  public void commit(Offset end) {
    // The fence in the database says how far the topic was read.
    Epochs.ended();
  }

  @Override
  public void stop() {
    if (ends != null) {
      ends.close();
    }
  }
}
