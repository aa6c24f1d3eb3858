package io.finsolutions.pipeline.local.chaos;

import io.finsolutions.pipeline.local.chaos.ChaosFault.Kill;
import io.finsolutions.pipeline.local.chaos.ChaosFault.Suspension;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Keeps account of which faults the pipeline has recovered from, and how fast.
 *
 * <p>It has once rows are fresh again: a trade that was printed after the fault is in a row, and no
 * trade older than {@link #FRESH} is missing at the end of the rows. From a fault of the batch
 * layer it has once a run is done that began after it.
 */
final class Recoveries {
  /**
   * How far fresh rows may be behind the exchange: the feed collects trades for 250 ms, and one
   * look follows the other in 100 ms.
   */
  static final Duration FRESH = Duration.ofMillis(1_500);

  private final Map<Integer, Awaited> awaited = new TreeMap<>();

  private static final class Awaited {
    private final ChaosFault fault;
    private Instant since;
    private Instant readyAt;

    Awaited(ChaosFault fault) {
      this.fault = fault;
    }
  }

  /**
   * The pipeline has recovered.
   *
   * @param number the number of the fault
   * @param took the time from the fault, or from its end if it lasted
   * @param sinceReady the time from when the server that was struck was ready again
   */
  record Recovered(int number, ChaosFault fault, Duration took, Optional<Duration> sinceReady) {}

  /** A fault has begun. */
  void begun(int number, ChaosFault fault) {
    awaited.put(number, new Awaited(fault));
  }

  /** A fault is over: what happens at once is over when it begins. */
  void over(int number, Instant at) {
    Awaited one = awaited.get(number);
    if (one != null) {
      one.since = at;
    }
  }

  /** A part does its work again after an end. */
  void ready(Target target, Instant at) {
    for (Awaited one : awaited.values()) {
      if (one.since != null
          && one.readyAt == null
          && one.fault instanceof Kill kill
          && kill.process() == target) {
        one.readyAt = at;
      }
    }
  }

  /** Takes a look, and tells from what the pipeline has recovered. */
  List<Recovered> observe(Observation look) {
    List<Recovered> recovered = new ArrayList<>();
    for (Iterator<Map.Entry<Integer, Awaited>> all = awaited.entrySet().iterator();
        all.hasNext(); ) {
      Map.Entry<Integer, Awaited> entry = all.next();
      // Read before it is removed, for then it may be another's.
      int number = entry.getKey();
      Awaited one = entry.getValue();
      if (one.since != null && hasRecovered(one, look)) {
        all.remove();
        recovered.add(
            new Recovered(
                number,
                one.fault,
                Duration.between(one.since, look.at()),
                readyAt(one).map(ready -> Duration.between(ready, look.at()))));
      }
    }
    return recovered;
  }

  /** The faults that the pipeline has not recovered from, by their numbers. */
  Map<Integer, ChaosFault> open() {
    Map<Integer, ChaosFault> open = new TreeMap<>();
    awaited.forEach((number, one) -> open.put(number, one.fault));
    return open;
  }

  private static Optional<Instant> readyAt(Awaited one) {
    return one.fault instanceof Kill kill && kill.process().isServer()
        ? Optional.ofNullable(one.readyAt)
        : Optional.empty();
  }

  private static boolean hasRecovered(Awaited one, Observation look) {
    if (strikesBatch(one.fault)) {
      return look.doneRunBegan().filter(one.since::isBefore).isPresent();
    }
    return look.counted().filter(one.since::isBefore).isPresent()
        && look.age().filter(age -> age.compareTo(FRESH) <= 0).isPresent();
  }

  private static boolean strikesBatch(ChaosFault fault) {
    return fault instanceof Kill kill && kill.process() == Target.BATCH
        || fault instanceof Suspension suspension && suspension.process() == Target.BATCH;
  }
}
