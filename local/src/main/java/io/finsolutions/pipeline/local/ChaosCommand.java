package io.finsolutions.pipeline.local;

import io.finsolutions.pipeline.local.chaos.ChaosPipeline;
import io.finsolutions.pipeline.local.chaos.ChaosSettings;
import io.finsolutions.pipeline.local.run.Applications;
import io.finsolutions.pipeline.market.TradingPair;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the whole pipeline under faults, and compares every row with what it should be. */
@Command(
    name = "chaos",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs the whole pipeline under faults, and compares every row with what it should be.",
      "",
      "The processes of ./pipeline local, fed by a stand-in exchange, are killed and held up, their"
          + " disks filled, feed and REST go wrong: when and how follows from a seed. Then all rows"
          + " have to be right. As root on Linux the disks of database and broker are filled too.",
      ""
    },
    footer = {
      "",
      "Exit code 0 if every row is right and the pipeline has recovered from every fault, else 1.",
      "",
      "Example:",
      "  ./pipeline chaos BTC-USD --for 10m --seed 7"
    })
public final class ChaosCommand implements Callable<Integer> {
  private static final int SEEDS = 1_000_000;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "PAIR",
      defaultValue = "BTC-USD",
      description = "The pair to count. Default: ${DEFAULT-VALUE}.")
  private TradingPair pair;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      defaultValue = "10m",
      description = "How long things go wrong; 30s or more. Default: ${DEFAULT-VALUE}.")
  private Duration length;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      description = "Decides the trades and the faults. Default: any, which is printed.")
  private Long seed;

  @Option(
      names = "--rate",
      paramLabel = "TRADES",
      defaultValue = "100",
      description = "Trades a second. Default: ${DEFAULT-VALUE}.")
  private double rate;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description =
          "Folder that gets the folder chaos, with data and logs of this run only. Default:"
              + " .pipeline in the checkout.")
  private Path state;

  @Option(names = "--write", description = "Write the outcome into docs/testing.md.")
  private boolean write;

  /** Made by picocli. */
  public ChaosCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    Applications applications = Applications.find();
    Path root = state == null ? applications.checkout().resolve(".pipeline") : state;
    ChaosSettings settings =
        new ChaosSettings(
            pair,
            length,
            seed == null ? new SplittableRandom().nextInt(1, SEEDS) : seed,
            rate,
            root.resolve("chaos"),
            write);
    return ChaosPipeline.run(settings, applications, System.out);
  }
}
