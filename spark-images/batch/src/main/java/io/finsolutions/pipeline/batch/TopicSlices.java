package io.finsolutions.pipeline.batch;

import io.finsolutions.pipeline.service.KafkaAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Cuts what is to be read of a topic for those who read it. All trades of a pair have one key and
 * so are in one partition: several readers can only share them if partitions are cut, too. The same
 * stretches are always cut in the same way.
 */
final class TopicSlices {
  /** So few are read before another reader has connected. */
  static final long FEWEST_RECORDS = 1_000;

  private TopicSlices() {}

  /**
   * The slices, in the order of partitions and offsets: of each partition at least one, and of all
   * together some more than there are readers at most.
   *
   * @param from by partition, where to begin
   * @param until by partition, where to end
   */
  static List<TopicSlice> cut(
      KafkaAccess kafka,
      String topic,
      SortedMap<Integer, Long> from,
      SortedMap<Integer, Long> until,
      int readers) {
    SortedMap<Integer, Long> records = new TreeMap<>();
    from.forEach((partition, start) -> records.put(partition, until.get(partition) - start));
    long all = records.values().stream().mapToLong(Long::longValue).sum();
    long share = Math.max(FEWEST_RECORDS, ceilDiv(all, readers));
    List<TopicSlice> slices = new ArrayList<>();
    records.forEach(
        (partition, length) -> {
          long start = from.get(partition);
          long pieces = Math.max(1, ceilDiv(length, share));
          for (long piece = 0; piece < pieces; piece++) {
            slices.add(
                new TopicSlice(
                    kafka,
                    topic,
                    partition,
                    start + length * piece / pieces,
                    start + length * (piece + 1) / pieces));
          }
        });
    return slices;
  }

  private static long ceilDiv(long dividend, long divisor) {
    return -Math.floorDiv(-dividend, divisor);
  }
}
