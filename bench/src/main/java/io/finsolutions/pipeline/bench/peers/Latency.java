package io.finsolutions.pipeline.bench.peers;

import io.finsolutions.pipeline.bench.rig.Child;
import io.finsolutions.pipeline.bench.rig.JvmOptions;
import io.finsolutions.pipeline.bench.rig.Rig;
import io.finsolutions.pipeline.bench.rig.Sightings;
import io.finsolutions.pipeline.bench.rig.StandIn;
import io.finsolutions.pipeline.bench.rig.Usage;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.HdrHistogram.Histogram;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One rate, measured.
 *
 * @param rate trades a second
 * @param trades how many were sent
 * @param nanos from the sending of a trade to a reader's seeing a row that includes it, of those
 *     that were seen
 * @param counted the share of the trades that came into a row
 * @param cores what the process used
 * @param peakBytes the most memory that it ever had
 */
record Latency(
    int rate, long trades, Histogram nanos, double counted, double cores, long peakBytes) {
  private static final Logger LOG = LoggerFactory.getLogger(Latency.class);
  private static final int WARM_UP_RATE = 2_000;
  private static final Duration SETTLE = Duration.ofSeconds(3);
  private static final Duration LAST_SEEN_WITHIN = Duration.ofSeconds(10);

  /**
   * How it is measured.
   *
   * @param rates trades a second, one after the other
   * @param warmUp how long before, with some thousand trades a second
   * @param measure how long each
   */
  record Plan(List<Integer> rates, Duration warmUp, Duration measure) {}

  /** A trade, and when it was sent; null if it never was. */
  private record Made(long id, Instant at) {}

  private record Phase(int rate, Instant from, Instant to, double cores, long peakBytes) {}

  /** All rates, in the same process. */
  static List<Latency> of(Rig rig, Peer peer, JvmOptions jvm, Plan plan)
      throws SQLException, InterruptedException {
    return peer.readsTopic() ? ofTopic(rig, peer, jvm, plan) : ofExchange(rig, peer, jvm, plan);
  }

  private static List<Latency> ofTopic(Rig rig, Peer peer, JvmOptions jvm, Plan plan)
      throws SQLException, InterruptedException {
    PeerRig peerRig = PeerRig.of(rig, peer, jvm, "latency." + peer);
    List<Phase> phases = new ArrayList<>();
    try (TradeLoader loader = new TradeLoader(rig, peerRig.topic(), WARM_UP_RATE);
        Child child = peerRig.start();
        Sightings sightings = peerRig.look()) {
      PeerRig.awaitUp(child, sightings);
      sleep(plan.warmUp());
      for (int rate : plan.rates()) {
        loader.rate(rate);
        sleep(SETTLE);
        phases.add(phase(child, peer, rate, plan.measure()));
      }
      // Some rows come when the next trades do.
      long last = loader.latestId();
      PeerRig.awaitTrade(child, sightings, last, LAST_SEEN_WITHIN);
      sightings.end();
      List<Sightings.Sighting> seen = sightings.all();
      return phases.stream()
          .map(
              phase ->
                  of(
                      phase,
                      loader.between(phase.from(), phase.to()).stream()
                          .map(sent -> new Made(sent.trade().tradeId(), sent.at()))
                          .toList(),
                      seen,
                      (inTime, all) -> (double) inTime / all))
          .toList();
    }
  }

  private static List<Latency> ofExchange(Rig rig, Peer peer, JvmOptions jvm, Plan plan)
      throws SQLException, InterruptedException {
    List<Latency> all = new ArrayList<>();
    for (int rate : plan.rates()) {
      StandIn exchange = rig.exchange("--tape", "generated", "--rate", Integer.toString(rate));
      PeerRig peerRig = PeerRig.of(rig, peer, jvm, exchange.base());
      Child exchangeProcess = exchange.process();
      try (exchangeProcess;
          Child child = peerRig.start();
          Sightings sightings = peerRig.look()) {
        PeerRig.awaitUp(child, sightings);
        sleep(SETTLE);
        long before = counted(peerRig);
        Phase phase = phase(child, peer, rate, plan.measure());
        long counted = counted(peerRig) - before;
        sleep(SETTLE);
        sightings.end();
        List<Made> made =
            exchange.printed().stream()
                .filter(
                    trade ->
                        !trade.time().isBefore(phase.from()) && trade.time().isBefore(phase.to()))
                .map(trade -> new Made(trade.tradeId(), trade.time()))
                .toList();
        all.add(
            of(
                phase,
                made,
                sightings.all(),
                (inTime, trades) -> Math.min(1, (double) counted / trades)));
      }
    }
    return all;
  }

  private static long counted(PeerRig rig) throws SQLException {
    return ComparedBars.read(rig, Instant.EPOCH, Instant.MAX).values().stream()
        .mapToLong(ComparedBars.Columns::trades)
        .sum();
  }

  private static Phase phase(Child child, Peer peer, int rate, Duration measure)
      throws InterruptedException {
    LOG.info("latency peer={} rate={}", peer, rate);
    Usage before = child.usage();
    Instant from = Instant.now();
    sleep(measure);
    Instant to = Instant.now();
    Usage after = child.usage();
    double cores = after.coresSince(before, Duration.between(from, to));
    return new Phase(rate, from, to, cores, after.peakResidentBytes());
  }

  private static Latency of(
      Phase phase,
      List<Made> made,
      List<Sightings.Sighting> seen,
      BiFunction<Long, Integer, Double> counted) {
    Histogram nanos = new Histogram(3);
    int next = 0;
    for (Made trade : made) {
      while (next < seen.size() && seen.get(next).lastTradeId() < trade.id()) {
        next++;
      }
      if (next == seen.size()) {
        break;
      }
      nanos.recordValue(Math.max(0, ChronoUnit.NANOS.between(trade.at(), seen.get(next).at())));
    }
    return new Latency(
        phase.rate(),
        made.size(),
        nanos,
        made.isEmpty() ? 0 : counted.apply(nanos.getTotalCount(), made.size()),
        phase.cores(),
        phase.peakBytes());
  }

  private static void sleep(Duration time) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(time.toNanos());
  }
}
