package io.finsolutions.pipeline.bench.peers;

import io.finsolutions.pipeline.bench.rig.Child;
import io.finsolutions.pipeline.bench.rig.JvmOptions;
import io.finsolutions.pipeline.bench.rig.Rig;
import io.finsolutions.pipeline.bench.rig.Sightings;
import io.finsolutions.pipeline.bench.rig.StandIn;
import io.finsolutions.pipeline.exchange.oracle.PlainBar;
import io.finsolutions.pipeline.exchange.oracle.PlainBars;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.Trade;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is left of a feed with faults and a process that is killed in the middle.
 *
 * @param freshAgain from the kill to a row with a trade that came after it; empty if there was none
 * @param printed the rows beside those of all trades that the exchange has printed
 * @param arrived the rows beside those of the trades that have come at all, each once
 * @param printedTrades how many trades the exchange has printed
 */
record Faults(
    Optional<Duration> freshAgain,
    ComparedBars printed,
    Optional<ComparedBars> arrived,
    long printedTrades) {
  private static final Logger LOG = LoggerFactory.getLogger(Faults.class);
  private static final Duration BEFORE = Duration.ofSeconds(5);
  private static final Duration FRESH_WITHIN = Duration.ofSeconds(60);
  // Longer than any watermark or grace here, and any delay.
  private static final Duration AFTER = Duration.ofSeconds(13);

  /**
   * How it is measured.
   *
   * @param rate trades a second
   * @param half how long there are faults before the kill, and after it
   */
  record Plan(int rate, Duration half) {}

  static Faults of(Rig rig, Peer peer, JvmOptions jvm, Plan plan)
      throws SQLException, InterruptedException {
    LOG.info("faults peer={}", peer);
    return peer.readsTopic() ? ofTopic(rig, peer, jvm, plan) : ofExchange(rig, peer, jvm, plan);
  }

  private static Faults ofTopic(Rig rig, Peer peer, JvmOptions jvm, Plan plan)
      throws SQLException, InterruptedException {
    PeerRig peerRig = PeerRig.of(rig, peer, jvm, "faults." + peer);
    try (TradeLoader loader = new TradeLoader(rig, peerRig.topic(), plan.rate());
        Sightings sightings = peerRig.look()) {
      Optional<Duration> freshAgain;
      Instant from;
      Instant to;
      Child first = peerRig.start();
      try (first) {
        PeerRig.awaitUp(first, sightings);
        sleep(BEFORE);
        loader.faults(Optional.of(new FeedFaults(1)));
        from = secondAfter(Instant.now());
        sleep(plan.half());
        first.kill();
      }
      try (Child second = peerRig.start()) {
        freshAgain = PeerRig.awaitTrade(second, sightings, loader.latestId() + 1, FRESH_WITHIN);
        sleep(plan.half());
        to = secondAfter(Instant.now());
        TimeUnit.NANOSECONDS.sleep(Duration.between(Instant.now(), to).toNanos());
        loader.faults(Optional.empty());
        sleep(AFTER);
        sightings.end();
        Map<Instant, ComparedBars.Columns> rows = ComparedBars.read(peerRig, from, to);
        List<TradeLoader.Sent> made = loader.between(from, to);
        return new Faults(
            freshAgain,
            compare(rows, made.stream().map(TradeLoader.Sent::trade).toList(), peer),
            Optional.of(
                compare(
                    rows,
                    made.stream()
                        .filter(each -> each.at() != null)
                        .map(TradeLoader.Sent::trade)
                        .toList(),
                    peer)),
            made.size());
      }
    }
  }

  private static Faults ofExchange(Rig rig, Peer peer, JvmOptions jvm, Plan plan)
      throws SQLException, InterruptedException {
    StandIn exchange = rig.exchange("--tape", "generated", "--rate", Integer.toString(plan.rate()));
    PeerRig peerRig = PeerRig.of(rig, peer, jvm, exchange.base());
    Child exchangeProcess = exchange.process();
    try (exchangeProcess;
        Sightings sightings = peerRig.look()) {
      Instant from;
      Child first = peerRig.start();
      try (first) {
        PeerRig.awaitUp(first, sightings);
        sleep(BEFORE);
        from = secondAfter(Instant.now());
        sleep(plan.half());
        first.kill();
      }
      try (Child second = peerRig.start()) {
        Optional<Duration> freshAgain =
            PeerRig.awaitTrade(second, sightings, sightings.latest() + 1, FRESH_WITHIN);
        sleep(plan.half());
        Instant to = BarWidth.SECOND.startOf(Instant.now());
        sleep(BEFORE);
        List<Trade> trades =
            exchange.printed().stream()
                .filter(trade -> !trade.time().isBefore(from) && trade.time().isBefore(to))
                .toList();
        return new Faults(
            freshAgain,
            compare(ComparedBars.read(peerRig, from, to), trades, peer),
            Optional.empty(),
            trades.size());
      }
    }
  }

  private static ComparedBars compare(
      Map<Instant, ComparedBars.Columns> rows, List<Trade> trades, Peer peer) {
    List<PlainBar> expected = PlainBars.of(trades, BarWidth.SECOND.duration());
    return ComparedBars.of(rows, expected, peer.exact());
  }

  private static Instant secondAfter(Instant time) {
    return BarWidth.SECOND.startOf(time).plusSeconds(1);
  }

  private static void sleep(Duration time) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(time.toNanos());
  }
}
