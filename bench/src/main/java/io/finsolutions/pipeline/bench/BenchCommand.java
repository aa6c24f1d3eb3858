package io.finsolutions.pipeline.bench;

import io.finsolutions.pipeline.bench.batch.BatchBench;
import io.finsolutions.pipeline.bench.catchup.CatchUpBench;
import io.finsolutions.pipeline.bench.console.ConsoleBench;
import io.finsolutions.pipeline.bench.latency.LatencyBench;
import io.finsolutions.pipeline.bench.memory.MemoryBench;
import io.finsolutions.pipeline.bench.micro.MicroBench;
import io.finsolutions.pipeline.bench.peers.PeersBench;
import io.finsolutions.pipeline.bench.recompute.RecomputeBench;
import io.finsolutions.pipeline.bench.soak.SoakBench;
import io.finsolutions.pipeline.bench.start.StartBench;
import io.finsolutions.pipeline.service.ServiceCommand;
import picocli.CommandLine.Command;

/** Measures. Nothing here passes or fails. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measures the pipeline on this machine and prints what it found.",
    subcommands = {
      LatencyBench.class,
      CatchUpBench.class,
      BatchBench.class,
      RecomputeBench.class,
      PeersBench.class,
      SoakBench.class,
      ConsoleBench.class,
      StartBench.class,
      MemoryBench.class,
      MicroBench.class
    })
public final class BenchCommand {
  // The modules that are on the class path here are applications with a logback.xml of their own.
  private static final String LOGGING = "io/finsolutions/pipeline/bench/bench-logback.xml";

  /** Made by {@link #main}. */
  public BenchCommand() {}

  /** Runs it and exits with its code. */
  public static void main(String[] arguments) {
    System.setProperty("logback.configurationFile", LOGGING);
    System.exit(ServiceCommand.commandLine(new BenchCommand(), System.getenv()).execute(arguments));
  }
}
