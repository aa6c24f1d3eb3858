package io.finsolutions.pipeline.bench.peers;

import io.finsolutions.pipeline.bench.report.Table;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is wanted of this speed layer beside the others, and whether it is so. */
final class Goals {
  private static final double ONE_IN_TWENTY = 0.05;

  private Goals() {}

  /**
   * One of them.
   *
   * @param what is compared
   * @param wanted in words
   * @param measured the figure
   * @param met whether it is as wanted
   */
  record Goal(String what, String wanted, double measured, boolean met) {}

  /** Those for which all was measured. */
  static List<Goal> of(Findings found) {
    List<Goal> goals = new ArrayList<>();
    Optional<Double> p50 = found.millis(Peer.OURS, 200, 50);
    atMost(
        goals,
        "p50 at 200/s: ours / Spark by its guide",
        ratio(p50, found.millis(Peer.SPARK, 200, 50)),
        ONE_IN_TWENTY);
    below(
        goals,
        "p50 at 200/s: ours / Kafka Streams",
        ratio(p50, found.millis(Peer.KAFKA_STREAMS, 200, 50)));
    below(goals, "p50 at 200/s: ours / Flink SQL", ratio(p50, found.millis(Peer.FLINK, 200, 50)));
    atMost(
        goals,
        "p50 at 200/s: ours / the consumer loop",
        ratio(p50, found.millis(Peer.LOOP, 200, 50)),
        2.5);
    atMost(goals, "p99 at 200/s: ours, ms", found.millis(Peer.OURS, 200, 99), 25);
    atMost(goals, "p99 at 20,000/s: ours, ms", found.millis(Peer.OURS, 20_000, 99), 1_000);
    Optional<Double> perSecond = found.perSecond(Peer.OURS);
    atLeast(
        goals,
        "catching up: ours / Spark by its guide",
        ratio(perSecond, found.perSecond(Peer.SPARK)),
        3);
    atLeast(
        goals,
        "catching up: ours / Kafka Streams",
        ratio(perSecond, found.perSecond(Peer.KAFKA_STREAMS)),
        1);
    atLeast(
        goals, "catching up: ours / Flink SQL", ratio(perSecond, found.perSecond(Peer.FLINK)), 1);
    atLeast(
        goals,
        "catching up: ours / the consumer loop",
        ratio(perSecond, found.perSecond(Peer.LOOP)),
        0.6);
    return goals;
  }

  /** As people read them. */
  static Table table(List<Goal> goals) {
    Table table = new Table("ours beside", "wanted", "measured", "so");
    goals.forEach(
        goal ->
            table.row(
                goal.what(),
                goal.wanted(),
                String.format(Locale.ROOT, goal.measured() < 1 ? "%.3f" : "%.2f", goal.measured()),
                goal.met() ? "yes" : "no"));
    return table;
  }

  private static Optional<Double> ratio(Optional<Double> ours, Optional<Double> theirs) {
    return ours.flatMap(one -> theirs.map(other -> one / other));
  }

  private static void atMost(
      List<Goal> goals, String what, Optional<Double> measured, double bound) {
    measured.ifPresent(
        value -> goals.add(new Goal(what, "at most " + plain(bound), value, value <= bound)));
  }

  private static void below(List<Goal> goals, String what, Optional<Double> measured) {
    measured.ifPresent(value -> goals.add(new Goal(what, "below 1", value, value < 1)));
  }

  private static void atLeast(
      List<Goal> goals, String what, Optional<Double> measured, double bound) {
    measured.ifPresent(
        value -> goals.add(new Goal(what, "at least " + plain(bound), value, value >= bound)));
  }

  private static String plain(double bound) {
    return BigDecimal.valueOf(bound).stripTrailingZeros().toPlainString();
  }
}
