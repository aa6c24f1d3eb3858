package io.finsolutions.pipeline.producer.flow;

import java.time.Instant;
import java.util.SortedMap;

/** The records of the trades topic, as far as they were written when it was opened. */
public interface TopicRecords {
  /** By partition, the first offset that is still there. */
  SortedMap<Integer, Long> beginning();

  /** By partition, where reading ends. */
  SortedMap<Integer, Long> end();

  /**
   * By partition, the first offset from which on all records with a timestamp of {@code time} or
   * later are; the end if there is none.
   */
  SortedMap<Integer, Long> since(Instant time);

  /** Hands each record from the given offsets on to the sink. */
  void read(SortedMap<Integer, Long> from, Sink sink);

  /** Takes records. */
  @FunctionalInterface
  interface Sink {
    /**
     * Takes one.
     *
     * @param timestamp of the record, in milliseconds since 1970
     * @param value its value; null for a record without one
     */
    void accept(long timestamp, byte[] value);
  }
}
