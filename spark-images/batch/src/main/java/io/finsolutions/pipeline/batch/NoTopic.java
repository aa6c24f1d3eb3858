package io.finsolutions.pipeline.batch;

import io.finsolutions.pipeline.batch.engine.PartitionWork;
import io.finsolutions.pipeline.batch.engine.TradesTopic;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

/** No topic, for work that has its trades from elsewhere. */
final class NoTopic implements TradesTopic {
  @Override
  public String name() {
    return "none";
  }

  @Override
  public String id() {
    return "none";
  }

  @Override
  public SortedMap<Integer, Long> beginning() {
    return Collections.emptySortedMap();
  }

  @Override
  public SortedMap<Integer, Long> end() {
    return Collections.emptySortedMap();
  }

  @Override
  public SortedMap<Integer, Long> since(Instant time) {
    return Collections.emptySortedMap();
  }

  @Override
  public <T> List<T> read(SortedMap<Integer, Long> from, PartitionWork<T> work) {
    return List.of();
  }
}
