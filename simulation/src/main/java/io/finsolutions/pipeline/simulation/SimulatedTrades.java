package io.finsolutions.pipeline.simulation;

import io.finsolutions.pipeline.batch.engine.PartitionWork;
import io.finsolutions.pipeline.batch.engine.TopicRecord;
import io.finsolutions.pipeline.batch.engine.TradesTopic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The topic as a batch run reads it: up to where it ended when the run asked, in one stretch or, as
 * executors read it, in some.
 */
final class SimulatedTrades implements TradesTopic {
  private static final int MOST_STRETCHES = 3;

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
    long start = from.get(SimulatedTopic.PARTITION);
    long pieces = 1 + end % MOST_STRETCHES;
    List<T> all = new ArrayList<>();
    for (long piece = 0; piece < pieces; piece++) {
      long first = start + (end - start) * piece / pieces;
      long behind = start + (end - start) * (piece + 1) / pieces;
      all.add(work.on(records(first, behind).iterator()));
    }
    return all;
  }

  private List<TopicRecord> records(long first, long behind) {
    List<TopicRecord> records = new ArrayList<>();
    for (long at = first; at < behind; at++) {
      records.add(
          new TopicRecord(
              SimulatedTopic.PARTITION, at, topic.at(at).timestamp(), topic.at(at).value()));
    }
    return records;
  }

  private static SortedMap<Integer, Long> offset(long offset) {
    SortedMap<Integer, Long> offsets = new TreeMap<>();
    offsets.put(SimulatedTopic.PARTITION, offset);
    return offsets;
  }
}
