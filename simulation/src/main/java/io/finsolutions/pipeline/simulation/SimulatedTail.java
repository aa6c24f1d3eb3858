package io.finsolutions.pipeline.simulation;

import io.finsolutions.pipeline.producer.flow.TopicRecords;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/** The topic as a producer reads it when it starts. */
record SimulatedTail(SimulatedTopic topic) implements TopicRecords {
  @Override
  public SortedMap<Integer, Long> beginning() {
    return offset(0);
  }

  @Override
  public SortedMap<Integer, Long> end() {
    return offset(topic.end());
  }

  @Override
  public SortedMap<Integer, Long> since(Instant time) {
    return offset(topic.since(time));
  }

  @Override
  public void read(SortedMap<Integer, Long> from, Sink sink) {
    for (long at = from.get(SimulatedTopic.PARTITION); at < topic.end(); at++) {
      sink.accept(topic.at(at).timestamp(), topic.at(at).value());
    }
  }

  private static SortedMap<Integer, Long> offset(long offset) {
    SortedMap<Integer, Long> offsets = new TreeMap<>();
    offsets.put(SimulatedTopic.PARTITION, offset);
    return offsets;
  }
}
