package io.finsolutions.pipeline.simulation;

import io.finsolutions.pipeline.batch.engine.PartitionWork;
import io.finsolutions.pipeline.batch.engine.TopicRecord;
import io.finsolutions.pipeline.batch.engine.TradesTopic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The topic as a batch run reads it: up to where it ended when the run asked. */
final class SimulatedTrades implements TradesTopic {
  private final SimulatedTopic topic;
  private final Runnable wayPoint;
  private final long end;

  SimulatedTrades(SimulatedTopic topic, Runnable wayPoint) {
    this.topic = topic;
    this.wayPoint = wayPoint;
    this.end = topic.end();
  }

  @Override
  public String name() {
    return "btc-usd.trades";
  }

  @Override
  public String id() {
    return "the only one";
  }

  @Override
  public SortedMap<Integer, Long> beginning() {
    return offset(0);
  }

  @Override
  public SortedMap<Integer, Long> end() {
    return offset(end);
  }

  /** The broker answers with what is there now. */
  @Override
  public SortedMap<Integer, Long> since(Instant time) {
    wayPoint.run();
    long found = topic.since(time);
    return offset(found == topic.end() ? end : found);
  }

  @Override
  public <T> List<T> read(SortedMap<Integer, Long> from, PartitionWork<T> work) {
    wayPoint.run();
    List<TopicRecord> records = new ArrayList<>();
    for (long at = from.get(SimulatedTopic.PARTITION); at < end; at++) {
      records.add(
          new TopicRecord(
              SimulatedTopic.PARTITION, at, topic.at(at).timestamp(), topic.at(at).value()));
    }
    return List.of(work.on(records.iterator()));
  }

  private static SortedMap<Integer, Long> offset(long offset) {
    SortedMap<Integer, Long> offsets = new TreeMap<>();
    offsets.put(SimulatedTopic.PARTITION, offset);
    return offsets;
  }
}
