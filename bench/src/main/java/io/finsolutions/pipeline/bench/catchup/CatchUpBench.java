package io.finsolutions.pipeline.bench.catchup;

import io.finsolutions.pipeline.bench.report.Figures;
import io.finsolutions.pipeline.bench.report.Output;
import io.finsolutions.pipeline.bench.report.Report;
import io.finsolutions.pipeline.bench.report.Table;
import io.finsolutions.pipeline.bench.rig.Child;
import io.finsolutions.pipeline.bench.rig.JvmOptions;
import io.finsolutions.pipeline.bench.rig.Rig;
import io.finsolutions.pipeline.bench.rig.RowCheck;
import io.finsolutions.pipeline.bench.rig.Usage;
import io.finsolutions.pipeline.bench.rig.Versions;
import io.finsolutions.pipeline.bench.rig.WrittenTrades;
import io.finsolutions.pipeline.exchange.oracle.PlainBar;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.service.ExitCode;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures how quickly the speed layer counts what has piled up. */
@Command(
    name = "catchup",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "How quickly the speed layer counts trades that are in the topic already.")
public final class CatchUpBench implements Callable<Integer> {
  private static final double MILLION = 1e6;

  @Option(
      names = "--trades",
      defaultValue = "3000000",
      description = "How many trades there are. Default: ${DEFAULT-VALUE}.")
  private int trades;

  @Option(
      names = "--rate",
      defaultValue = "200",
      description = "Trades in a second of their time. Default: ${DEFAULT-VALUE}.")
  private int rate;

  @Option(
      names = "--repeat",
      defaultValue = "3",
      description = "How often to count them, from the start each time. Default: ${DEFAULT-VALUE}.")
  private int repeat;

  @Mixin private JvmOptions jvm;
  @Mixin private Output output;

  /** To be filled by picocli. */
  public CatchUpBench() {}

  @Override
  public Integer call() throws SQLException, InterruptedException {
    Report report =
        new Report(
            "The speed layer starts with trades waiting in its topic of one partition. Trades a"
                + " second and seconds of a core from its first commit to its last; seconds, and"
                + " seconds of a core, from the start of its process.");
    Table table =
        new Table(
            "run",
            "first commit s",
            "trades/s",
            "all done s",
            "core s per million",
            "core s before",
            "peak MB",
            "wrong rows");
    try (Rig rig = new Rig()) {
      Instant start = Instant.now().minusSeconds(trades / rate + 3_600L);
      WrittenTrades written = WrittenTrades.from(start, rate, trades).writeTo(rig);
      List<PlainBar> expected = written.bars(BarWidth.SECOND);
      for (int run = 1; run <= repeat; run++) {
        rig.forgetRows();
        measure(rig, run, expected, table);
      }
      report.setting("versions", Versions.of(rig));
    }
    report
        .add(table)
        .setting("trades", trades + ", of " + rate + " a second of their time")
        .setting("JVM of streaming", String.join(" ", jvm.streaming()));
    output.publish("catchup", "Catching up", report);
    return ExitCode.OK;
  }

  private void measure(Rig rig, int run, List<PlainBar> expected, Table table)
      throws SQLException, InterruptedException {
    Child streaming = rig.streaming(jvm.streaming());
    FenceWatch.Position first;
    FenceWatch.Position last;
    Usage before;
    try (FenceWatch fence = new FenceWatch(rig)) {
      first = fence.await(streaming, 1);
      before = streaming.usage();
      last = fence.await(streaming, trades);
    }
    Usage usage = streaming.usage();
    streaming.close();
    Duration counting = last.age().minus(first.age());
    table.row(
        run,
        Figures.seconds(first.age()),
        Figures.whole((last.offset() - first.offset()) * 1e9 / counting.toNanos()),
        Figures.seconds(last.age()),
        Figures.share(
            usage.processor().minus(before.processor()).toNanos()
                / 1e9
                / ((last.offset() - first.offset()) / MILLION)),
        Figures.seconds(before.processor()),
        Figures.megabytes(usage.peakResidentBytes()),
        RowCheck.wrongRows(rig, "api.bars_1s", expected));
  }
}
