package io.finsolutions.pipeline.batch.engine;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/** The trades topic, from its first record up to where it ended when the run began. */
public interface TradesTopic {
  /** Its name. */
  String name();

  /** What Kafka calls it: another topic of the same name has another id. */
  String id();

  /** By partition, the first offset that is still there. */
  SortedMap<Integer, Long> beginning();

  /** By partition, where reading ends. */
  SortedMap<Integer, Long> end();

  /** By partition, an offset before which all trades are older than {@code time}. */
  SortedMap<Integer, Long> since(Instant time);

  /**
   * Does something with the records of each partition from the given offsets on, up to the end. A
   * partition may be cut into stretches, each for itself; the same offsets always give the same
   * ones.
   *
   * @param from by partition, where to begin: not before the beginning and not behind the end
   * @return what came of each stretch, in any order
   */
  <T> List<T> read(SortedMap<Integer, Long> from, PartitionWork<T> work);
}
