package io.finsolutions.pipeline.bench.batch;

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
import io.finsolutions.pipeline.bench.rig.WrittenTrades;
import io.finsolutions.pipeline.local.state.FileTree;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.service.ExitCode;
import io.finsolutions.pipeline.service.FailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures how long the batch layer takes to make a day final. */
@Command(
    name = "batch",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "How long the batch layer takes to make a day of trades final.")
public final class BatchBench implements Callable<Integer> {
  private static final Pattern TOOK = Pattern.compile("run done .* seconds=([0-9.]+)");
  private static final Map<BarWidth, String> VIEWS =
      Map.of(
          BarWidth.SECOND,
          "api.bars_1s",
          BarWidth.MINUTE,
          "api.bars_1m",
          BarWidth.HOUR,
          "api.bars_1h",
          BarWidth.DAY,
          "api.bars_1d");

  @Option(
      names = "--trades",
      defaultValue = "500000",
      description = "How many trades the day has. Default: ${DEFAULT-VALUE}.")
  private int trades;

  @Option(
      names = "--repeat",
      defaultValue = "3",
      description =
          "How often to make it final, from the start each time. Default: ${DEFAULT-VALUE}.")
  private int repeat;

  @Mixin private JvmOptions jvm;
  @Mixin private Output output;

  /** To be filled by picocli. */
  public BatchBench() {}

  @Override
  public Integer call() throws SQLException, InterruptedException {
    Report report =
        new Report(
            "The trades of one past day are in the topic, and the batch layer makes them final,"
                + " once, without an archive and with one. Seconds of the run as it tells them itself, and of the whole process with"
                + " the start of Java and Spark.");
    Table table =
        new Table("run", "archive", "run s", "process s", "peak MB", "wrong rows", "archive MB");
    try (Rig rig = new Rig()) {
      long day = BarWidth.DAY.duration().toSeconds();
      Instant start = BarWidth.DAY.startOf(Instant.now()).minusSeconds(2 * day);
      WrittenTrades written = WrittenTrades.from(start, (double) trades / day, trades).writeTo(rig);
      for (int run = 1; run <= repeat; run++) {
        for (boolean archived : new boolean[] {false, true}) {
          rig.forgetRows();
          measure(rig, run, archived, written, table);
        }
      }
      report.setting("versions", Versions.of(rig));
    }
    report
        .add(table)
        .setting("trades", trades)
        .setting("JVM of batch", String.join(" ", jvm.batch()));
    output.publish("batch", "Making a day final", report);
    return ExitCode.OK;
  }

  private void measure(Rig rig, int run, boolean archived, WrittenTrades written, Table table)
      throws SQLException, InterruptedException {
    Duration whole;
    long peak;
    try (Child batch = rig.batch(jvm.batch(), archived);
        PeakMemory memory = new PeakMemory(batch)) {
      whole = batch.awaitEnd();
      peak = memory.bytes();
    }
    table.row(
        run,
        archived ? "yes" : "no",
        lastTook(rig.log("batch")),
        Figures.seconds(whole),
        Figures.megabytes(peak),
        wrongRows(rig, written),
        archived ? Figures.megabytes(FileTree.bytes(rig.archive())) : "-");
  }

  private static long wrongRows(Rig rig, WrittenTrades written) throws SQLException {
    long wrong = 0;
    for (BarWidth width : BarWidth.STORED) {
      wrong += RowCheck.wrongRows(rig, VIEWS.get(width), written.bars(width));
    }
    return wrong;
  }

  private static String lastTook(Path log) {
    try {
      return TOOK.matcher(Files.readString(log))
          .results()
          .reduce((one, next) -> next)
          .map((MatchResult match) -> match.group(1))
          .orElseThrow(() -> new FailedException("the batch run did not end well, see " + log));
    } catch (IOException e) {
      throw new FailedException("cannot read " + log + ": " + e.getMessage(), e);
    }
  }
}
