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
import io.finsolutions.pipeline.service.FailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The same faults where ours meets them: between exchange and producer. The producer asks for what
 * the feed has lost, and the batch layer makes rows final.
 */
final class FinalRows {
  private static final Logger LOG = LoggerFactory.getLogger(FinalRows.class);
  private static final Duration SETTLE = Duration.ofSeconds(10);
  // What came before the pipeline did is not known to it.
  private static final String COVERED =
      "SELECT min(b.start), max(b.start) FROM batch.bars_1s b JOIN ops.handover h USING (product)"
          + " WHERE b.start >= h.covered_from";
  private static final String FAULTS =
      """
      [{"fault":"duplicate","probability":%1$s,"for_ms":%4$d},
       {"fault":"drop","probability":%2$s,"for_ms":%4$d},
       {"fault":"straggle","probability":%3$s,"span":%5$d,"for_ms":%4$d}]""";

  private FinalRows() {}

  static Faults of(Rig rig, JvmOptions jvm, Faults.Plan plan)
      throws SQLException, InterruptedException {
    LOG.info("faults peer=ours layer=final");
    rig.forgetRows();
    StandIn exchange =
        rig.exchange(
            "--tape",
            "generated",
            "--rate",
            Integer.toString(plan.rate()),
            "--collect",
            "50ms",
            "--faults",
            faults(rig, plan).toString());
    Child exchangeProcess = exchange.process();
    Child producer = rig.producer(exchange, jvm.producer());
    try (exchangeProcess;
        producer;
        Sightings sightings = new Sightings(() -> rig.connect("reader"), Sightings.NEWEST_OF_API)) {
      Child first = rig.streaming(jvm.streaming());
      try (first) {
        PeerRig.awaitUp(first, sightings);
        TimeUnit.NANOSECONDS.sleep(plan.half().toNanos());
        first.kill();
      }
      try (Child second = rig.streaming(jvm.streaming())) {
        List<Trade> printed = exchange.printed();
        long latest = printed.get(printed.size() - 1).tradeId();
        Optional<Duration> freshAgain =
            PeerRig.awaitTrade(second, sightings, latest + 1, PeerRig.COMES_UP_WITHIN);
        TimeUnit.NANOSECONDS.sleep(plan.half().toNanos());
        awaitWholeMinute();
        return finalRows(rig, jvm, exchange, freshAgain);
      }
    }
  }

  private static Faults finalRows(
      Rig rig, JvmOptions jvm, StandIn exchange, Optional<Duration> freshAgain)
      throws SQLException, InterruptedException {
    try (Child batch = rig.batch(jvm.batch(), false, "--settle", SETTLE.toSeconds() + "s")) {
      batch.awaitEnd();
    }
    Instant from;
    Instant to;
    try (Connection connection = rig.connect("bench");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(COVERED)) {
      row.next();
      if (row.getObject(1) == null) {
        throw new FailedException("the batch layer made no row final, see " + rig.log("batch"));
      }
      from = row.getObject(1, OffsetDateTime.class).toInstant();
      to = row.getObject(2, OffsetDateTime.class).toInstant().plusSeconds(1);
    }
    List<Trade> trades =
        exchange.printed().stream()
            .filter(trade -> !trade.time().isBefore(from) && trade.time().isBefore(to))
            .toList();
    List<PlainBar> expected = PlainBars.of(trades, BarWidth.SECOND.duration());
    PeerRig reader = PeerRig.reader(rig, Peer.OURS);
    Map<Instant, ComparedBars.Columns> rows = ComparedBars.read(reader, from, to);
    return new Faults(
        freshAgain, ComparedBars.of(rows, expected, true), Optional.empty(), trades.size());
  }

  private static Path faults(Rig rig, Faults.Plan plan) {
    Path file = rig.folder("faults").resolve("faults.json");
    String text =
        FAULTS.formatted(
            Double.toString(FeedFaults.DUPLICATED),
            Double.toString(FeedFaults.LOST),
            Double.toString(FeedFaults.LATE),
            Duration.ofMinutes(10).toMillis(),
            FeedFaults.LATEST.toSeconds() * plan.rate());
    try {
      Files.writeString(file, text.toLowerCase(Locale.ROOT));
    } catch (IOException e) {
      throw new FailedException("cannot write " + file + ": " + e.getMessage(), e);
    }
    return file;
  }

  /** Rows become final by the minute: waits until one is over, and has settled. */
  private static void awaitWholeMinute() throws InterruptedException {
    Instant now = Instant.now();
    Instant over = BarWidth.MINUTE.startOf(now).plusSeconds(60).plus(SETTLE).plusSeconds(3);
    TimeUnit.NANOSECONDS.sleep(Duration.between(now, over).toNanos());
  }
}
