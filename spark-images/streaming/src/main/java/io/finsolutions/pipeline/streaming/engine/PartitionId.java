package io.finsolutions.pipeline.streaming.engine;

/**
 * A partition of a Kafka topic.
 *
 * @param topic name of the topic
 * @param partition number of the partition, from 0
 */
public record PartitionId(String topic, int partition) {
  /** Topic and number joined by a slash, for log lines and dead letters. */
  @Override
  public String toString() {
    return topic + "/" + partition;
  }
}
