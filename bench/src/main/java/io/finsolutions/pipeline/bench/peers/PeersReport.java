package io.finsolutions.pipeline.bench.peers;

import io.finsolutions.pipeline.bench.report.Figures;
import io.finsolutions.pipeline.bench.report.Report;
import io.finsolutions.pipeline.bench.report.Table;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/** The tables of what was found. */
final class PeersReport {
  private static final double PERCENT = 100;

  private PeersReport() {}

  static Report add(Report report, Findings found, List<Peer> peers) {
    if (!found.latencies.isEmpty()) {
      report.add("### From the topic to a reader").add(latencies(found));
    }
    if (!found.catchUps.isEmpty()) {
      report.add("### Catching up with a backlog").add(catchUps(found));
    }
    if (!found.faults.isEmpty() || found.finalRows.isPresent()) {
      report.add("### Faults, and a kill").add(faults(found));
    }
    List<Goals.Goal> goals = Goals.of(found);
    if (!goals.isEmpty()) {
      report.add("### Ours beside the others").add(Goals.table(goals));
    }
    peers.forEach(peer -> report.setting(peer.title(), peer.notes()));
    return report;
  }

  private static Table latencies(Findings found) {
    Table table =
        new Table(
            "who", "trades/s", "trades", "p50 ms", "p99", "max", "seen %", "cores", "peak MB");
    found.latencies.forEach(
        (peer, all) ->
            all.forEach(
                each -> {
                  Histogram nanos = each.nanos();
                  boolean any = nanos.getTotalCount() > 0;
                  table.row(
                      peer.title(),
                      Figures.whole(each.rate()),
                      Figures.whole(each.trades()),
                      any ? Figures.millis(nanos.getValueAtPercentile(50)) : "–",
                      any ? Figures.millis(nanos.getValueAtPercentile(99)) : "–",
                      any ? Figures.millis(nanos.getMaxValue()) : "–",
                      percent(each.counted()),
                      Figures.share(each.cores()),
                      Figures.megabytes(each.peakBytes()));
                }));
    return table;
  }

  private static Table catchUps(Findings found) {
    Table table =
        new Table(
            "who",
            "first row s",
            "trades/s",
            "all done s",
            "core s per million",
            "peak MB",
            "bars",
            "wrong",
            "wrong counts");
    found.catchUps.forEach(
        (peer, each) ->
            table.row(
                peer.title(),
                Figures.seconds(each.firstRow()),
                Figures.whole(each.perSecond()),
                Figures.seconds(each.allDone()),
                Figures.share(each.coreSecondsPerMillion()),
                Figures.megabytes(each.peakBytes()),
                Figures.whole(each.bars().bars()),
                each.bars().wrong(),
                each.bars().wrongCounts()));
    return table;
  }

  private static Table faults(Findings found) {
    Table table =
        new Table(
            "who",
            "fresh again s",
            "bars",
            "wrong beside the exchange",
            "wrong counts",
            "wrong beside what came",
            "wrong counts ",
            "counted %");
    found.faults.forEach((peer, each) -> row(table, peer.title(), each));
    found.finalRows.ifPresent(each -> row(table, "this pipeline's final rows", each));
    return table;
  }

  private static void row(Table table, String who, Faults each) {
    table.row(
        who,
        each.freshAgain().map(Figures::seconds).orElse("never"),
        each.printed().bars(),
        each.printed().wrong(),
        each.printed().wrongCounts(),
        count(each.arrived().map(ComparedBars::wrong)),
        count(each.arrived().map(ComparedBars::wrongCounts)),
        percent((double) each.printed().trades() / each.printedTrades()));
  }

  private static String count(Optional<Long> bars) {
    return bars.map(String::valueOf).orElse("–");
  }

  private static String percent(double share) {
    return Figures.share(share * PERCENT);
  }
}
