package io.finsolutions.pipeline.streaming.source;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.connector.read.streaming.ContinuousPartitionReader;

/**
 * Reads a slice of a partition; a row is what one poll brought.
 *
 * <p>The first row is empty and comes at once. Whoever counts the partition takes its fence then,
 * and not with the first trade: until then a second driver would not be noticed, nor a database
 * that has lost its latest commits.
 */
final class PollReader implements ContinuousPartitionReader<InternalRow> {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final PartitionSlice slice;
  private final TopicPartition partition;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private boolean begun;
  private long position;
  private List<ConsumerRecord<byte[], byte[]>> records = List.of();

  PollReader(TopicAddress address, PartitionSlice slice) {
    this.slice = slice;
    this.partition = address.partition(slice.partition());
    this.position = slice.from();
    consumer = address.newConsumer();
    consumer.assign(List.of(partition));
    consumer.seek(partition, slice.from());
  }

  /** Waits for records as long as the slice may have some; interrupted, it has none. */
  @Override
  public boolean next() {
    if (!begun) {
      begun = true;
      return true;
    }
    try {
      do {
        if (position >= slice.until()) {
          return false;
        }
        records = withinSlice(consumer.poll(PATIENCE).records(partition));
        position = consumer.position(partition);
      } while (records.isEmpty());
      return true;
    } catch (InterruptException e) {
      // Spark ends a task by an interrupt. Cleared, so that it does not disturb the closing.
      Thread.interrupted();
      return false;
    }
  }

  @Override
  public InternalRow get() {
    return new GenericInternalRow(new Object[] {slice.partition(), RecordBlock.pack(records)});
  }

  @Override
  public PartitionPosition getOffset() {
    return new PartitionPosition(slice.partition(), position);
  }

  @Override
  public void close() {
    consumer.close(Duration.ZERO);
  }

  private List<ConsumerRecord<byte[], byte[]>> withinSlice(
      List<ConsumerRecord<byte[], byte[]>> polled) {
    if (polled.isEmpty() || polled.get(polled.size() - 1).offset() < slice.until()) {
      return polled;
    }
    return polled.stream().filter(each -> each.offset() < slice.until()).toList();
  }
}
