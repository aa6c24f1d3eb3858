package io.finsolutions.pipeline.bench.latency;

import io.finsolutions.pipeline.bench.rig.Child;
import io.finsolutions.pipeline.bench.rig.JvmOptions;
import io.finsolutions.pipeline.bench.rig.Load;
import io.finsolutions.pipeline.bench.rig.Metrics;
import io.finsolutions.pipeline.bench.rig.Rig;
import io.finsolutions.pipeline.bench.rig.Sightings;
import io.finsolutions.pipeline.bench.rig.StandIn;
import io.finsolutions.pipeline.verify.Verifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One rate, measured.
 *
 * @param latencies nanoseconds from the sending of a trade to the sight of its row
 * @param inTopic nanoseconds from the sending of a trade to its being read from the trades topic
 * @param commitNanos nanoseconds of a commit of the speed layer, on average
 * @param readerGaps nanoseconds between two looks of the reader: the finest that can be told
 * @param loads what each process used meanwhile
 * @param wrongRows rows that differ from the exchange's own
 */
record LatencyRun(
    Histogram latencies,
    Histogram inTopic,
    double commitNanos,
    Histogram readerGaps,
    List<Load> loads,
    int wrongRows) {
  private static final Logger LOG = LoggerFactory.getLogger(LatencyRun.class);
  private static final Duration SETTLE = Duration.ofSeconds(3);

  static LatencyRun of(Rig rig, LatencyPlan plan, JvmOptions jvm)
      throws SQLException, InterruptedException {
    LOG.info("latency rate={} warm_up={} measure={}", plan.rate(), plan.warmUp(), plan.measure());
    Instant begun = Instant.now();
    StandIn exchange =
        rig.exchange(
            "--tape",
            "generated",
            "--clock",
            "now",
            "--rate",
            Integer.toString(plan.rate()),
            "--collect",
            plan.collect().toMillis() + "ms");
    Child streaming = rig.streaming(jvm.streaming(), "--trigger", plan.trigger());
    Child producer = rig.producer(exchange, jvm.producer());
    streaming.awaitReady();
    producer.awaitReady();
    try (Sightings sightings = new Sightings(() -> rig.connect("reader"), Sightings.NEWEST_OF_API);
        TopicArrivals arrivals = new TopicArrivals(rig.bootstrapServers())) {
      sleep(plan.warmUp());
      Load.Meter meter = Load.meter(rig, List.of(exchange.process(), producer, streaming));
      Commits commits = Commits.of(streaming);
      Instant from = Instant.now();
      sleep(plan.measure());
      Instant to = Instant.now();
      List<Load> loads = meter.read();
      double commitNanos = commits.meanNanosTo(Commits.of(streaming));
      sleep(SETTLE);
      sightings.end();
      arrivals.end();
      List<StandIn.Sent> sent = exchange.sentBetween(from, to);
      return new LatencyRun(
          latencies(sent, sightings.all()),
          inTopic(sent, arrivals),
          commitNanos,
          sightings.gaps(),
          loads,
          wrongRows(rig, exchange, begun));
    }
  }

  private static Histogram latencies(List<StandIn.Sent> sent, List<Sightings.Sighting> sightings) {
    Histogram latencies = new Histogram(3);
    int next = 0;
    for (StandIn.Sent trade : sent) {
      while (next < sightings.size() && sightings.get(next).lastTradeId() < trade.id()) {
        next++;
      }
      if (next == sightings.size()) {
        LOG.warn("trades never seen from_id={}", trade.id());
        break;
      }
      latencies.recordValue(
          Math.max(0, ChronoUnit.NANOS.between(trade.sentAt(), sightings.get(next).at())));
    }
    return latencies;
  }

  private static Histogram inTopic(List<StandIn.Sent> sent, TopicArrivals arrivals) {
    Histogram inTopic = new Histogram(3);
    for (StandIn.Sent trade : sent) {
      arrivals
          .of(trade.id())
          .map(at -> ChronoUnit.NANOS.between(trade.sentAt(), at))
          .ifPresent(nanos -> inTopic.recordValue(Math.max(0, nanos)));
    }
    return inTopic;
  }

  /** How many commits the speed layer has made, and the seconds that it took for them. */
  private record Commits(double count, double seconds) {
    static Commits of(Child streaming) {
      Metrics metrics = streaming.metrics();
      return new Commits(
          metrics.sum("pipeline_speed_commit_seconds_count"),
          metrics.sum("pipeline_speed_commit_seconds_sum"));
    }

    double meanNanosTo(Commits later) {
      return 1e9 * (later.seconds - seconds) / (later.count - count);
    }
  }

  private static int wrongRows(Rig rig, StandIn exchange, Instant from) throws SQLException {
    Verifier verifier =
        new Verifier(Rig.PAIR, Optional.of(exchange.base()), from.truncatedTo(ChronoUnit.MINUTES));
    try (Connection connection = rig.connect("bench")) {
      var differences = verifier.verify(connection).differences();
      differences.stream().limit(5).forEach(each -> LOG.warn("wrong row {}", each));
      return (int) differences.stream().map(each -> each.start()).distinct().count();
    }
  }

  private static void sleep(Duration time) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(time.toNanos());
  }
}
