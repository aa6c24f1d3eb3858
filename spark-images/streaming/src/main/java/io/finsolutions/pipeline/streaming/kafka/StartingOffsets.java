package io.finsolutions.pipeline.streaming.kafka;

import io.finsolutions.pipeline.service.FailedException;
import io.finsolutions.pipeline.topic.TopicOffsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Where to read on in each partition, from what the fences say and what the topic still has. */
public final class StartingOffsets {
  private StartingOffsets() {}

  /**
   * Joins the fences with the topic.
   *
   * @param fences by partition, the first offset that the rows do not reflect; none for a partition
   *     that was never read
   * @return by partition, the offset to read from
   * @throws FailedException if a fence lies outside of what the topic has, so that going on would
   *     lose records or count them twice
   */
  public static SortedMap<Integer, Long> of(TopicOffsets topic, Map<Integer, Long> fences) {
    for (int partition : fences.keySet()) {
      // Kafka never takes a partition away.
      if (!topic.beginning().containsKey(partition)) {
        throw new FailedException(
            "the speed rows reflect %s/%d, but there is no such partition: %s"
                .formatted(topic.topic(), partition, made(topic)));
      }
    }
    SortedMap<Integer, Long> starting = new TreeMap<>();
    topic
        .beginning()
        .forEach(
            (partition, beginning) -> {
              long fence = fences.getOrDefault(partition, 0L);
              long end = topic.end().get(partition);
              if (fence > end) {
                throw new FailedException(
                    "the speed rows reflect %s/%d up to offset %d, but it ends at %d: %s"
                        .formatted(topic.topic(), partition, fence, end, made(topic)));
              }
              if (fence < beginning && fence > 0) {
                throw new FailedException(
                    "the speed rows reflect %s/%d up to offset %d, but it begins at %d now: retention took records that were never counted. To go on without them, set next_offset to %d in ops.fence; the batch layer reports what is missing"
                        .formatted(topic.topic(), partition, fence, beginning, beginning));
              }
              starting.put(partition, Math.max(fence, beginning));
            });
    return starting;
  }

  private static String made(TopicOffsets topic) {
    return "the topic was made anew, or the database belongs to another one. "
        + wayOut(topic.topic());
  }

  /**
   * What to do about a topic whose offsets the fences do not speak of. The ids in the fence stay,
   * so that trades that come again are still known.
   */
  public static String wayOut(String topic) {
    return ("To count the new topic from its start, run UPDATE ops.fence SET next_offset = 0 WHERE"
            + " topic = '%1$s'; DELETE FROM ops.topics WHERE topic = '%1$s'; trades that are in the"
            + " rows already are not counted again")
        .formatted(topic);
  }
}
