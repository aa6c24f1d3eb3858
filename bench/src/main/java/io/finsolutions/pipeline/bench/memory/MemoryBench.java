package io.finsolutions.pipeline.bench.memory;

import io.finsolutions.pipeline.bench.report.Figures;
import io.finsolutions.pipeline.bench.report.Output;
import io.finsolutions.pipeline.bench.report.Report;
import io.finsolutions.pipeline.bench.report.Table;
import io.finsolutions.pipeline.bench.rig.Child;
import io.finsolutions.pipeline.bench.rig.JvmOptions;
import io.finsolutions.pipeline.bench.rig.Metrics;
import io.finsolutions.pipeline.bench.rig.Rig;
import io.finsolutions.pipeline.bench.rig.StandIn;
import io.finsolutions.pipeline.bench.rig.Usage;
import io.finsolutions.pipeline.bench.rig.Versions;
import io.finsolutions.pipeline.service.ExitCode;
import io.finsolutions.pipeline.service.FailedException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures how much memory the long-lived processes need. */
@Command(
    name = "memory",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "How much memory producer and speed layer need, with heaps of several sizes.")
public final class MemoryBench implements Callable<Integer> {
  @Option(
      names = "--rate",
      defaultValue = "200",
      description = "Trades a second. Default: ${DEFAULT-VALUE}.")
  private int rate;

  @Option(
      names = "--after",
      defaultValue = "2m",
      description = "When to look. Default: ${DEFAULT-VALUE}.")
  private Duration after;

  @Option(
      names = "--producer-heaps",
      split = ",",
      defaultValue = "32m,48m,64m,128m",
      description = "Sizes of the producer's heap. Default: ${DEFAULT-VALUE}.")
  private List<String> producerHeaps;

  @Option(
      names = "--streaming-heaps",
      split = ",",
      defaultValue = "256m,472m,512m,768m",
      description = "Sizes of the speed layer's heap. Default: ${DEFAULT-VALUE}.")
  private List<String> streamingHeaps;

  @Mixin private JvmOptions jvm;
  @Mixin private Output output;

  /** To be filled by picocli. */
  public MemoryBench() {}

  @Override
  public Integer call() throws SQLException, InterruptedException {
    Report report =
        new Report(
            "Memory after "
                + after.toSeconds()
                + " s at "
                + rate
                + " trades a second, in MB: what the process has in RAM, what is used of the heap"
                + " at that moment, and how often and for how long in all the collector stopped"
                + " it.");
    Table table =
        new Table(
            "process",
            "heap",
            "resident",
            "peak",
            "heap used",
            "pauses",
            "pauses ms",
            "longest ms");
    for (int i = 0; i < Math.max(producerHeaps.size(), streamingHeaps.size()); i++) {
      try (Rig rig = new Rig()) {
        StandIn exchange =
            rig.exchange("--tape", "generated", "--clock", "now", "--rate", Integer.toString(rate));
        List<Sized> sized = new ArrayList<>();
        if (i < producerHeaps.size()) {
          String heap = producerHeaps.get(i);
          sized.add(new Sized(heap, rig.producer(exchange, withHeap(jvm.producer(), heap))));
        } else {
          rig.producer(exchange, jvm.producer());
        }
        if (i < streamingHeaps.size()) {
          String heap = streamingHeaps.get(i);
          sized.add(new Sized(heap, rig.streaming(withHeap(jvm.streaming(), heap))));
        }
        TimeUnit.NANOSECONDS.sleep(after.toNanos());
        sized.forEach(each -> look(each, table));
        report.setting("versions", Versions.of(rig));
      }
    }
    report
        .add(table)
        .setting("other flags of the producer", String.join(" ", withHeap(jvm.producer(), "…")))
        .setting("other flags of streaming", String.join(" ", withHeap(jvm.streaming(), "…")));
    output.publish("memory", "Memory", report);
    return ExitCode.OK;
  }

  private record Sized(String heap, Child child) {}

  private static void look(Sized sized, Table table) {
    Child child = sized.child();
    try {
      Metrics metrics = child.metrics();
      Usage usage = child.usage();
      table.row(
          child.name(),
          sized.heap(),
          Figures.megabytes(usage.residentBytes()),
          Figures.megabytes(usage.peakResidentBytes()),
          Figures.megabytes(metrics.sum("jvm_memory_used_bytes", "area=\"heap\"")),
          Figures.whole(metrics.sum("jvm_gc_pause_seconds_count")),
          Figures.millis(metrics.sum("jvm_gc_pause_seconds_sum") * 1e9),
          Figures.millis(metrics.sum("jvm_gc_pause_seconds_max") * 1e9));
    } catch (FailedException e) {
      table.row(child.name(), sized.heap(), "does not run", "", "", "", "", "");
    }
  }

  private static List<String> withHeap(List<String> jvm, String heap) {
    List<String> flags = new ArrayList<>(jvm);
    flags.removeIf(flag -> flag.startsWith("-Xmx"));
    flags.add(0, "-Xmx" + heap);
    return flags;
  }
}
