package io.finsolutions.pipeline.batch.engine;

import java.io.Serializable;
import java.util.Iterator;

/** What is done with the records of a partition, or of a stretch of it, wherever it is done. */
@FunctionalInterface
public interface PartitionWork<T> extends Serializable {
  /** Reads all records, in the order of their offsets. */
  T on(Iterator<TopicRecord> records);
}
