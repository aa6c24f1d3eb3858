package io.finsolutions.pipeline.bench.latency;

import io.finsolutions.pipeline.bench.report.Figures;
import io.finsolutions.pipeline.bench.report.Output;
import io.finsolutions.pipeline.bench.report.Report;
import io.finsolutions.pipeline.bench.report.Table;
import io.finsolutions.pipeline.bench.rig.JvmOptions;
import io.finsolutions.pipeline.bench.rig.Rig;
import io.finsolutions.pipeline.bench.rig.Versions;
import io.finsolutions.pipeline.service.ExitCode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures how long a trade takes from the exchange to a reader of the views. */
@Command(
    name = "latency",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "How long a trade takes from the exchange's frame to a row that a reader sees.")
public final class LatencyBench implements Callable<Integer> {
  @Option(
      names = "--rates",
      split = ",",
      defaultValue = "200,1000,5000",
      description = "Trades a second, joined by commas. Default: ${DEFAULT-VALUE}.")
  private List<Integer> rates;

  @Option(
      names = "--collect",
      defaultValue = "250ms",
      description =
          "How long the exchange collects trades into a frame. Default: ${DEFAULT-VALUE}.")
  private Duration collect;

  @Option(
      names = "--warm-up",
      defaultValue = "4m",
      description =
          "How long to run before measuring. Frames come four times a second, and it takes some"
              + " hundred of them until all code on the way is compiled. Default:"
              + " ${DEFAULT-VALUE}.")
  private Duration warmUp;

  @Option(
      names = "--measure",
      defaultValue = "60s",
      description = "How long to measure. Default: ${DEFAULT-VALUE}.")
  private Duration measure;

  @Option(
      names = "--trigger",
      defaultValue = "continuous",
      description = "How Spark reads: continuous or micro-batch. Default: ${DEFAULT-VALUE}.")
  private String trigger;

  @Mixin private JvmOptions jvm;
  @Mixin private Output output;

  /** To be filled by picocli. */
  public LatencyBench() {}

  @Override
  public Integer call() throws SQLException, InterruptedException {
    Report report =
        new Report(
            "Milliseconds from the moment at which the exchange sends the frame with a trade to the"
                + " moment at which a reader has a row of `api.bars_1s` that includes it. Wrong"
                + " rows are those that differ from the exchange's own count in any column.");
    Table latencies =
        new Table(
            "trades/s",
            "trades",
            "p50",
            "p90",
            "p99",
            "p99.9",
            "max",
            "in the topic p50/p99",
            "commit",
            "reader p50/p99",
            "wrong rows");
    Table resources = new Table("trades/s", "process", "cores", "resident MB", "peak MB");
    for (int rate : rates) {
      try (Rig rig = new Rig()) {
        LatencyRun run =
            LatencyRun.of(rig, new LatencyPlan(rate, collect, warmUp, measure, trigger), jvm);
        Histogram all = run.latencies();
        latencies.row(
            rate,
            Figures.whole(all.getTotalCount()),
            percentile(all, 50),
            percentile(all, 90),
            percentile(all, 99),
            percentile(all, 99.9),
            percentile(all, 100),
            percentile(run.inTopic(), 50) + " / " + percentile(run.inTopic(), 99),
            Figures.millis(run.commitNanos()),
            percentile(run.readerGaps(), 50) + " / " + percentile(run.readerGaps(), 99),
            run.wrongRows());
        run.loads()
            .forEach(
                load ->
                    resources.row(
                        rate,
                        load.process(),
                        Figures.share(load.cores()),
                        Figures.megabytes(load.after().residentBytes()),
                        Figures.megabytes(load.after().peakResidentBytes())));
        if (rate == rates.get(rates.size() - 1)) {
          report.setting("versions", Versions.of(rig));
        }
      }
    }
    report.add(latencies).add(resources);
    report
        .setting(
            "exchange",
            "generated tape, `--collect` "
                + collect.toMillis()
                + " ms; one second in 50 has ten times the rate")
        .setting("warm-up, measured", warmUp.toSeconds() + " s, " + measure.toSeconds() + " s")
        .setting("trigger", trigger)
        .setting("JVM of the producer", String.join(" ", jvm.producer()))
        .setting("JVM of streaming", String.join(" ", jvm.streaming()));
    output.publish("latency", "From the exchange to a reader", report);
    return ExitCode.OK;
  }

  private static String percentile(Histogram histogram, double percentile) {
    return Figures.millis(histogram.getValueAtPercentile(percentile));
  }
}
