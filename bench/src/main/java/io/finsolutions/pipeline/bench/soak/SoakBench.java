package io.finsolutions.pipeline.bench.soak;

import io.finsolutions.pipeline.bench.report.Figures;
import io.finsolutions.pipeline.bench.report.Output;
import io.finsolutions.pipeline.bench.report.Report;
import io.finsolutions.pipeline.bench.report.Table;
import io.finsolutions.pipeline.bench.rig.Child;
import io.finsolutions.pipeline.bench.rig.JvmOptions;
import io.finsolutions.pipeline.bench.rig.Rig;
import io.finsolutions.pipeline.bench.rig.StandIn;
import io.finsolutions.pipeline.bench.rig.Versions;
import io.finsolutions.pipeline.local.state.FileTree;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.service.ExitCode;
import io.finsolutions.pipeline.service.UsageException;
import io.finsolutions.pipeline.verify.Verification;
import io.finsolutions.pipeline.verify.Verifier;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Plays a day of a pair faster than it happens, and looks what grows. */
@Command(
    name = "soak",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Whether memory, threads, connections or tables grow, over a day in an hour.")
public final class SoakBench implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(SoakBench.class);

  /** How often the batch layer runs, by the clock of the trades. */
  private static final Duration SCHEDULE = Duration.ofMinutes(15);

  private static final int SAMPLES = 60;
  private static final double MOST_GROWTH = 1.1;

  /** It remembers all trades of the run, as the oracle. */
  private static final List<String> EXCHANGE_JVM = List.of("-Xmx2g", "-XX:+UseSerialGC");

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      defaultValue = "1h",
      description = "How long to play. Default: ${DEFAULT-VALUE}.")
  private Duration span;

  @Option(
      names = "--factor",
      defaultValue = "24",
      description = "How many times as fast as it happens. Default: ${DEFAULT-VALUE}.")
  private int factor;

  @Option(
      names = "--trades-per-day",
      defaultValue = "500000",
      description = "How many trades a day of the pair has, about. Default: ${DEFAULT-VALUE}.")
  private int tradesPerDay;

  @Mixin private JvmOptions jvm;
  @Mixin private Output output;

  /** To be filled by picocli. */
  public SoakBench() {}

  @Override
  public Integer call() throws SQLException, InterruptedException {
    if (factor < 1 || tradesPerDay < 1 || span.toSeconds() < SAMPLES) {
      throw new UsageException(
          "--factor and --trades-per-day: write numbers above zero; --for: at least 1m");
    }
    Duration played = span.multipliedBy(factor);
    Report report =
        new Report(
            ("%s of a pair, played in %s by the stand-in exchange: its clock and the times of its"
                    + " trades run %d times as fast as time does, and begin at a midnight so long"
                    + " ago that they never come to be ahead. So there are as many trades, seconds"
                    + " with trades, runs of the batch layer (one each 15 minutes of that clock, a"
                    + " process each, with an archive) and rows as in %1$s. What waits by the clock"
                    + " of the machine is not played: a minute is settled at once, since it is long"
                    + " over, and is final as soon as a later trade vouches for it. Means of the"
                    + " samples of the first third and of the last; live heap is what is left after"
                    + " a full collection, which is made for each sample.")
                .formatted(text(played), text(span), factor));
    try (Rig rig = new Rig()) {
      play(rig, played, report);
      report.setting("versions", Versions.of(rig));
    }
    report
        .setting("trades a day, about", Figures.whole(tradesPerDay))
        .setting("JVM of the producer", String.join(" ", jvm.producer()))
        .setting("JVM of streaming", String.join(" ", jvm.streaming()))
        .setting("JVM of batch", String.join(" ", jvm.batch()));
    output.publish("soak", "A day in an hour", report);
    return ExitCode.OK;
  }

  private void play(Rig rig, Duration played, Report report)
      throws SQLException, InterruptedException {
    Instant start = BarWidth.DAY.startOf(Instant.now().minus(played));
    StandIn exchange =
        rig.exchange(
            EXCHANGE_JVM,
            "--tape",
            "generated",
            "--rate",
            Double.toString(tradesPerDay / (double) BarWidth.DAY.duration().toSeconds()),
            "--clock",
            "tape",
            "--start",
            start.atOffset(ZoneOffset.UTC).toLocalDate().toString(),
            "--from",
            "00:00",
            "--speed",
            Integer.toString(factor),
            "--keep",
            Long.toString(10L * tradesPerDay * (played.toDays() + 1)));
    Child streaming = rig.streaming(jvm.streaming());
    streaming.awaitReady();
    // By the clock of the machine all of it is older than any time at which something is given up:
    // were the usual ones kept, the first minute would lack its beginning, and minutes would be
    // final before they are played.
    Duration giveUp = Duration.between(start, Instant.now()).multipliedBy(2);
    Child producer =
        rig.producer(exchange, jvm.producer(), "--backfill-horizon", giveUp.toSeconds() + "s");
    producer.awaitReady();
    List<SoakSample> samples = new ArrayList<>();
    List<BatchRuns.Run> runs;
    try (BatchRuns batch = new BatchRuns(rig, jvm.batch(), SCHEDULE.dividedBy(factor), giveUp)) {
      long began = System.nanoTime();
      for (int i = 1; i <= SAMPLES; i++) {
        TimeUnit.NANOSECONDS.sleep(began + span.toNanos() / SAMPLES * i - System.nanoTime());
        samples.add(SoakSample.of(rig, List.of(producer, streaming)));
        LOG.info("sampled sample={} of={}", i, SAMPLES);
      }
      batch.finish();
      runs = batch.ended();
    }
    Thirds thirds = new Thirds(samples, MOST_GROWTH);
    report
        .add(thirds.table())
        .add(ofRuns(runs))
        .add(verdict(rig, exchange, start, thirds.grown()))
        .add("The database after a year of this, by the rows of this run:")
        .add(PairYear.of(rig))
        .setting("topic MB", Figures.megabytes(SoakSample.topicBytes(rig)))
        .setting("archive MB", Figures.megabytes(FileTree.bytes(rig.archive())));
  }

  private static Table ofRuns(List<BatchRuns.Run> runs) {
    Table table = new Table("batch runs", "first third", "last third");
    int third = Math.max(1, runs.size() / 3);
    List<BatchRuns.Run> first = runs.subList(0, third);
    List<BatchRuns.Run> last = runs.subList(runs.size() - third, runs.size());
    return table
        .row("process s", seconds(first), seconds(last))
        .row("peak MB", peak(first), peak(last));
  }

  private static String seconds(List<BatchRuns.Run> runs) {
    return Figures.seconds(
        runs.stream()
            .map(BatchRuns.Run::process)
            .reduce(Duration.ZERO, Duration::plus)
            .dividedBy(runs.size()));
  }

  private static String peak(List<BatchRuns.Run> runs) {
    return Figures.megabytes(
        runs.stream().mapToLong(BatchRuns.Run::peakBytes).average().orElseThrow());
  }

  private static String verdict(Rig rig, StandIn exchange, Instant start, List<String> grown)
      throws SQLException {
    Verifier verifier = new Verifier(Rig.PAIR, Optional.of(exchange.base()), start);
    try (Connection connection = rig.connect("bench");
        Statement statement = connection.createStatement()) {
      Verification seen = verifier.verify(connection);
      seen.differences().stream().limit(5).forEach(each -> LOG.warn("wrong row {}", each));
      try (ResultSet row =
          statement.executeQuery(
              """
              SELECT count(*) FILTER (WHERE status = 'done'),
                count(*) FILTER (WHERE status <> 'done'), sum(speed_differences),
                (SELECT count(*) FROM ops.late_trades), (SELECT count(*) FROM ops.missing_ids),
                string_agg(DISTINCT error, '; ')
              FROM ops.runs""")) {
        row.next();
        return """
            - rows that differ from the exchange's own count: %d of %s, of which %s seconds are final
            - trades: %s; ids skipped: %d; late: %d; holes given up: %d
            - batch runs: %d, of which %d failed%s; fields in which provisional rows differed from final ones: %d
            - grew by more than %s %%: %s"""
            .formatted(
                seen.differences().stream().map(each -> each.start()).distinct().count(),
                Figures.whole(seen.rows()),
                Figures.whole(seen.finalSeconds()),
                Figures.whole(seen.trades()),
                seen.skippedIds(),
                row.getLong(4),
                row.getLong(5),
                row.getLong(1) + row.getLong(2),
                row.getLong(2),
                row.getString(6) == null ? "" : " (" + row.getString(6) + ")",
                row.getLong(3),
                String.format(Locale.ROOT, "%.0f", (MOST_GROWTH - 1) * 100),
                grown.isEmpty() ? "nothing" : String.join(", ", grown));
      }
    }
  }

  private static String text(Duration duration) {
    return duration.toString().substring(2).toLowerCase(Locale.ROOT);
  }
}
