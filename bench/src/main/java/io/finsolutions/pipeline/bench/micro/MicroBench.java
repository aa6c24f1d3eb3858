package io.finsolutions.pipeline.bench.micro;

import io.finsolutions.pipeline.bench.report.Figures;
import io.finsolutions.pipeline.bench.report.Output;
import io.finsolutions.pipeline.bench.report.Report;
import io.finsolutions.pipeline.bench.report.Table;
import io.finsolutions.pipeline.service.ExitCode;
import io.finsolutions.pipeline.service.FailedException;
import java.util.Collection;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures the hot paths one by one. */
@Command(
    name = "micro",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "How long the hot paths take, one by one, under JMH.")
public final class MicroBench implements Callable<Integer> {
  private static final String ALLOCATION = "gc.alloc.rate.norm";

  @Parameters(
      arity = "0..1",
      defaultValue = "io.finsolutions.pipeline.*",
      description = "Pattern of the benchmarks to run. Default: all.")
  private String include;

  @Option(
      names = "--forks",
      defaultValue = "2",
      description = "Virtual machines for each. Default: ${DEFAULT-VALUE}.")
  private int forks;

  @Option(
      names = "--iterations",
      defaultValue = "5",
      description = "Seconds of warm-up, and of measuring, in each. Default: ${DEFAULT-VALUE}.")
  private int iterations;

  @Mixin private Output output;

  /** To be filled by picocli. */
  public MicroBench() {}

  @Override
  public Integer call() {
    Report report =
        new Report(
            "Nanoseconds for one trade, message or bar, with the error that JMH gives (99.9 %), and"
                + " the bytes that are allocated for it.");
    Table table = new Table("what", "ns", "± ns", "bytes");
    for (RunResult result : run()) {
      Result<?> time = result.getPrimaryResult();
      Result<?> allocated = result.getSecondaryResults().get(ALLOCATION);
      table.row(
          name(result),
          Figures.whole(time.getScore()),
          Figures.whole(time.getScoreError()),
          allocated == null ? "" : Figures.whole(allocated.getScore()));
    }
    report
        .add(table)
        .setting(
            "forks, warm-up, measured", forks + ", " + iterations + " s, " + iterations + " s");
    output.publish("micro", "Hot paths", report);
    return ExitCode.OK;
  }

  private Collection<RunResult> run() {
    try {
      return new Runner(
              new OptionsBuilder()
                  .include(include)
                  .forks(forks)
                  .warmupIterations(iterations)
                  .warmupTime(TimeValue.seconds(1))
                  .measurementIterations(iterations)
                  .measurementTime(TimeValue.seconds(1))
                  .timeUnit(TimeUnit.NANOSECONDS)
                  .jvmArgs("-Xmx256m", "-XX:+UseSerialGC")
                  .addProfiler(GCProfiler.class)
                  .build())
          .run();
    } catch (RunnerException e) {
      throw new FailedException("JMH failed: " + e.getMessage(), e);
    }
  }

  private static String name(RunResult result) {
    String full = result.getParams().getBenchmark();
    String method = full.substring(full.lastIndexOf('.') + 1);
    String type = full.substring(0, full.lastIndexOf('.'));
    String parameters =
        result.getParams().getParamsKeys().stream()
            .map(key -> " " + result.getParams().getParam(key))
            .reduce("", String::concat);
    return type.substring(type.lastIndexOf('.') + 1).replace("Benchmark", "")
        + "."
        + method
        + parameters;
  }
}
