package io.finsolutions.pipeline.bench.recompute;

import io.finsolutions.pipeline.bench.report.Figures;
import io.finsolutions.pipeline.bench.report.Output;
import io.finsolutions.pipeline.bench.report.Report;
import io.finsolutions.pipeline.bench.report.Table;
import io.finsolutions.pipeline.bench.rig.Child;
import io.finsolutions.pipeline.bench.rig.JvmOptions;
import io.finsolutions.pipeline.bench.rig.PeakMemory;
import io.finsolutions.pipeline.bench.rig.Rig;
import io.finsolutions.pipeline.bench.rig.RowCheck;
import io.finsolutions.pipeline.bench.rig.Versions;
import io.finsolutions.pipeline.exchange.oracle.PlainBar;
import io.finsolutions.pipeline.local.state.FileTree;
import io.finsolutions.pipeline.service.ExitCode;
import io.finsolutions.pipeline.service.FailedException;
import io.finsolutions.pipeline.service.UsageException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures how fast days are made again from the archive, beside a GROUP BY of Postgres. */
@Command(
    name = "recompute",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "How fast the batch layer makes days again from the archive, and Postgres from a table of"
            + " trades.")
public final class RecomputeBench implements Callable<Integer> {
  @Option(
      names = "--days",
      split = ",",
      defaultValue = "1,5,30",
      description =
          "How many days are made again at once, each in turn. Default: ${DEFAULT-VALUE}.")
  private List<Integer> days;

  @Option(
      names = "--trades-per-day",
      defaultValue = "500000",
      description = "How many trades a day has, about. Default: ${DEFAULT-VALUE}.")
  private int tradesPerDay;

  @Mixin private JvmOptions jvm;
  @Mixin private Output output;

  /** To be filled by picocli. */
  public RecomputeBench() {}

  /** How long the batch layer took: for its runs, and for its process. */
  private record Took(Duration runs, Duration process, long peakBytes, long rows) {
    Duration start() {
      return process.minus(runs);
    }
  }

  @Override
  public Integer call() throws SQLException, InterruptedException {
    if (days.stream().anyMatch(count -> count < 1) || tradesPerDay < 1) {
      throw new UsageException("--days and --trades-per-day: write numbers above zero");
    }
    Report report =
        new Report(
            "Days of trades that the topic has forgotten are in the archive, in files as a backfill"
                + " leaves them, and the same trades in a table of Postgres with the primary key"
                + " (product, time, trade_id), vacuumed and analyzed. `batch recompute --from --to`"
                + " makes rows of all widths and signals of them, a day in a transaction; Postgres"
                + " the rows of seconds, in one INSERT with a GROUP BY, each id once (DISTINCT ON)"
                + " or without looking for ids that come twice, and only counted without"
                + " rows being put anywhere. Both begin with empty tables of"
                + " rows in one and the same server; then both go over the same days once more,"
                + " with the rows there: Postgres deletes them first. Seconds, from the start of"
                + " the first run to the commit of the last; the start of the process before them"
                + " apart.");
    Table table =
        new Table(
            "days",
            "trades",
            "rows of seconds",
            "recompute s",
            "s a day",
            "start s",
            "peak MB",
            "Postgres s",
            "s a day",
            "without DISTINCT s",
            "and without rows s",
            "times as fast",
            "without DISTINCT",
            "once more s",
            "s a day",
            "Postgres once more s",
            "times as fast",
            "wrong rows");
    PastDays past =
        PastDays.of(days.stream().mapToInt(Integer::intValue).max().orElseThrow(), tradesPerDay);
    List<Double> secondsPerDay = new ArrayList<>();
    try (Rig rig = new Rig()) {
      long trades = load(rig, past);
      report.setting("trades in all", Figures.whole(trades));
      report.setting("archive MB", Figures.megabytes(FileTree.bytes(rig.archive())));
      report.setting("table of trades with its key MB", Figures.megabytes(RawTrades.bytes(rig)));
      List<PlainBar> seconds = past.secondsOfTheFirst();
      // Whoever is first would find the programs and files of both on the disk only.
      rig.forgetFinalRows();
      recompute(rig, past, 1);
      RawTrades.insert(rig, past.start(), past.endOf(1), true);
      for (int count : days) {
        secondsPerDay.add(measure(rig, past, count, seconds, table));
      }
      report.setting("versions", Versions.of(rig));
    }
    report
        .add(table)
        .add(growth(secondsPerDay))
        .setting("trades a day, about", Figures.whole(tradesPerDay))
        .setting("Postgres", "as by default but work_mem 64MB, for its statement")
        .setting("JVM of batch", String.join(" ", jvm.batch()));
    output.publish("recompute", "Making days again from the archive", report);
    return ExitCode.OK;
  }

  /** At once, since both take their time. */
  private static long load(Rig rig, PastDays past) throws SQLException, InterruptedException {
    ExecutorService two = Executors.newFixedThreadPool(2);
    try {
      Future<Long> archive = two.submit(() -> FilledArchive.fill(rig, past));
      Future<Void> table =
          two.submit(
              () -> {
                RawTrades.load(rig, past);
                return null;
              });
      table.get();
      return archive.get();
    } catch (ExecutionException e) {
      throw new FailedException("cannot load the trades: " + e.getCause(), e.getCause());
    } finally {
      two.shutdownNow();
    }
  }

  /** Returns the batch layer's seconds a day. */
  private double measure(
      Rig rig, PastDays past, int count, List<PlainBar> secondsOfTheFirst, Table table)
      throws SQLException, InterruptedException {
    rig.forgetFinalRows();
    Took ours = recompute(rig, past, count);
    Duration counting = RawTrades.count(rig, past.start(), past.endOf(count));
    Duration plain = RawTrades.insert(rig, past.start(), past.endOf(count), false);
    Duration once = RawTrades.insert(rig, past.start(), past.endOf(count), true);
    long wrong = RawTrades.differentRows(rig);
    if (count == 1) {
      wrong += RowCheck.wrongRows(rig, "batch.bars_1s", secondsOfTheFirst);
    }
    Took again = recompute(rig, past, count);
    Duration replacing = RawTrades.replace(rig, past.start(), past.endOf(count));
    wrong += RawTrades.differentRows(rig);
    table.row(
        count,
        Figures.whole(trades(rig)),
        Figures.whole(ours.rows()),
        Figures.seconds(ours.runs()),
        Figures.seconds(ours.runs().dividedBy(count)),
        Figures.seconds(ours.start()),
        Figures.megabytes(ours.peakBytes()),
        Figures.seconds(once),
        Figures.seconds(once.dividedBy(count)),
        Figures.seconds(plain),
        Figures.seconds(counting),
        Figures.share(times(once, ours.runs())),
        Figures.share(times(plain, ours.runs())),
        Figures.seconds(again.runs()),
        Figures.seconds(again.runs().dividedBy(count)),
        Figures.seconds(replacing),
        Figures.share(times(replacing, again.runs())),
        wrong);
    return ours.runs().toNanos() / (double) count;
  }

  private Took recompute(Rig rig, PastDays past, int count)
      throws SQLException, InterruptedException {
    rig.forgetRuns();
    Duration process;
    long peak;
    try (Child batch = rig.recompute(jvm.batch(), past.start(), past.endOf(count));
        PeakMemory memory = new PeakMemory(batch)) {
      process = batch.awaitEnd();
      peak = memory.bytes();
    }
    String sql =
        """
        SELECT count(*) FILTER (WHERE status = 'done'),
          (extract(epoch FROM max(finished_at) - min(started_at)) * 1000000)::bigint,
          (SELECT count(*) FROM batch.bars_1s)
        FROM ops.runs""";
    try (Connection connection = rig.connect("bench");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      if (row.getInt(1) != count) {
        throw new FailedException(
            "%d of %d days were made again, see %s"
                .formatted(row.getInt(1), count, rig.log("recompute")));
      }
      return new Took(
          Duration.of(row.getLong(2), ChronoUnit.MICROS), process, peak, row.getLong(3));
    }
  }

  private static long trades(Rig rig) throws SQLException {
    try (Connection connection = rig.connect("bench");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT sum(trades) FROM batch.bars_1s")) {
      row.next();
      return row.getLong(1);
    }
  }

  private String growth(List<Double> secondsPerDay) {
    int most = days.indexOf(days.stream().max(Integer::compare).orElseThrow());
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < days.size(); i++) {
      if (i != most) {
        text.append(
            "A day of %d takes %s times as long as one of %d. "
                .formatted(
                    days.get(most),
                    Figures.share(secondsPerDay.get(most) / secondsPerDay.get(i)),
                    days.get(i)));
      }
    }
    return text.toString();
  }

  private static double times(Duration theirs, Duration ours) {
    return (double) theirs.toNanos() / ours.toNanos();
  }
}
