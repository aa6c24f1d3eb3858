package io.finsolutions.pipeline.batch;

import io.finsolutions.pipeline.batch.engine.TopicRecord;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Reads a slice of a partition from its first record to its last. */
final class SliceReader implements Iterator<TopicRecord>, AutoCloseable {
  private static final Duration POLL = Duration.ofSeconds(1);

  /** A read that gets nothing for so long has failed. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final TopicSlice slice;
  private final TopicPartition partition;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private Iterator<ConsumerRecord<byte[], byte[]>> polled = Collections.emptyIterator();
  private ConsumerRecord<byte[], byte[]> next;

  SliceReader(TopicSlice slice) {
    this.slice = slice;
    this.partition = new TopicPartition(slice.topic(), slice.partition());
    this.consumer = slice.newConsumer();
    consumer.assign(List.of(partition));
    consumer.seek(partition, slice.from());
  }

  /**
   * Waits for the next record of the slice.
   *
   * @throws KafkaException if none comes, or the records are no longer there
   */
  @Override
  public boolean hasNext() {
    if (next == null && slice.from() < slice.until()) {
      next = find();
    }
    return next != null;
  }

  @Override
  public TopicRecord next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the slice is over");
    }
    TopicRecord record =
        new TopicRecord(slice.partition(), next.offset(), next.timestamp(), next.value());
    next = null;
    return record;
  }

  @Override
  public void close() {
    consumer.close(Duration.ZERO);
  }

  private ConsumerRecord<byte[], byte[]> find() {
    if (!polled.hasNext()) {
      polled = poll();
    }
    if (!polled.hasNext()) {
      return null;
    }
    ConsumerRecord<byte[], byte[]> found = polled.next();
    return found.offset() < slice.until() ? found : null;
  }

  /** Nothing, if the slice is over. */
  private Iterator<ConsumerRecord<byte[], byte[]>> poll() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (consumer.position(partition) < slice.until()) {
      var records = consumer.poll(POLL).records(partition);
      if (!records.isEmpty()) {
        return records.iterator();
      }
      if (System.nanoTime() > deadline) {
        throw new KafkaException(
            "%s gave nothing for %d s from offset %d on"
                .formatted(partition, PATIENCE.toSeconds(), consumer.position(partition)));
      }
    }
    return Collections.emptyIterator();
  }
}
