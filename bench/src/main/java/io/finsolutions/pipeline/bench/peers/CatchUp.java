package io.finsolutions.pipeline.bench.peers;

import io.finsolutions.pipeline.bench.rig.Child;
import io.finsolutions.pipeline.bench.rig.JvmOptions;
import io.finsolutions.pipeline.bench.rig.Rig;
import io.finsolutions.pipeline.bench.rig.Sightings;
import io.finsolutions.pipeline.bench.rig.Usage;
import io.finsolutions.pipeline.bench.rig.WrittenTrades;
import io.finsolutions.pipeline.exchange.oracle.PlainBar;
import io.finsolutions.pipeline.exchange.tape.GeneratedTape;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.service.FailedException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How quickly a peer counts what has piled up.
 *
 * @param firstRow from its start to its first row
 * @param allDone from its start to the row with the last trade
 * @param perSecond trades a second from the first row to the last
 * @param coreSecondsPerMillion what it used for them
 * @param peakBytes the most memory that it ever had
 * @param bars its rows beside the oracle's
 */
record CatchUp(
    Duration firstRow,
    Duration allDone,
    double perSecond,
    double coreSecondsPerMillion,
    long peakBytes,
    ComparedBars bars) {
  private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);
  private static final String TOPIC = "catchup";
  private static final int RATE = 200;
  private static final Duration DONE_WITHIN = Duration.ofMinutes(4);
  private static final double MILLION = 1e6;

  // Of trades behind those that are counted, so that every window of those closes.
  private static final int TAIL = 60 * RATE;

  /** Trades that wait in a topic. */
  record Backlog(int trades, Instant from, Instant to, List<PlainBar> bars) {
    long lastId() {
      return GeneratedTape.DEFAULT_FIRST_TRADE_ID + trades - 1;
    }
  }

  /** Writes the trades, for all peers. */
  static Backlog write(Rig rig, JvmOptions jvm, int trades) throws SQLException {
    LOG.info("writing trades={}", trades);
    PeerRig.of(rig, Peer.OURS, jvm, TOPIC);
    Instant start =
        BarWidth.MINUTE.startOf(Instant.now().minusSeconds((trades + TAIL) / RATE + 3_600L));
    WrittenTrades.from(start, RATE, trades + TAIL).writeTo(rig, TOPIC);
    List<PlainBar> bars = WrittenTrades.from(start, RATE, trades).bars(BarWidth.SECOND);
    // The second of the last of them has trades of the tail, too.
    Instant to = bars.get(bars.size() - 1).start();
    return new Backlog(trades, start, to, bars.subList(0, bars.size() - 1));
  }

  static CatchUp of(Rig rig, Peer peer, JvmOptions jvm, Backlog backlog)
      throws SQLException, InterruptedException {
    LOG.info("catch-up peer={}", peer);
    PeerRig peerRig = PeerRig.of(rig, peer, jvm, TOPIC);
    try (Child child = peerRig.start();
        Sightings sightings = peerRig.lookBack()) {
      PeerRig.awaitUp(child, sightings);
      Duration firstRow = child.age();
      long firstSeen = sightings.latest();
      Usage before = child.usage();
      PeerRig.awaitTrade(child, sightings, backlog.lastId(), DONE_WITHIN)
          .orElseThrow(
              () ->
                  new FailedException(
                      peer + " has not done within " + DONE_WITHIN.toSeconds() + " s"));
      Duration allDone = child.age();
      Usage after = child.usage();
      double counted = backlog.lastId() - firstSeen;
      double seconds = (allDone.toNanos() - firstRow.toNanos()) / 1e9;
      // Rows behind the last may be in the same flush.
      Thread.sleep(1_000);
      return new CatchUp(
          firstRow,
          allDone,
          counted / seconds,
          after.processor().minus(before.processor()).toNanos() / 1e9 / (counted / MILLION),
          after.peakResidentBytes(),
          ComparedBars.of(
              ComparedBars.read(peerRig, backlog.from(), backlog.to()),
              backlog.bars(),
              peer.exact()));
    }
  }
}
