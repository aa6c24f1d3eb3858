package io.finsolutions.pipeline.local;

import io.finsolutions.pipeline.local.run.Applications;
import io.finsolutions.pipeline.local.run.LocalBackfill;
import io.finsolutions.pipeline.market.TradingPair;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Loads history of the exchange into a local pipeline. */
@Command(
    name = "backfill",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Loads the exchange's past trades of a range into the pipeline of ./pipeline local, and makes"
          + " its rows final.",
      "",
      "The pipeline may run meanwhile, or not; it must have run until a row was final. A month of"
          + " BTC-USD takes an hour or two, of most pairs minutes.",
      ""
    },
    footer = {
      "",
      "Ctrl-C ends it in order, with the exit code 1. However it ends, the same command goes on where it"
          + " was. Exit codes: 0 done, 1 failed or ended, 2 wrong usage.",
      "",
      "Example:",
      "  ./pipeline backfill BTC-USD --from 2026-10-01T00:00:00Z"
    })
public final class BackfillCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "PAIR", description = "The pair to load, as BTC-USD.")
  private TradingPair pair;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "TIME",
      description = "Where the range starts, such as 2026-10-01T00:00:00Z; whole hours are loaded.")
  private Instant from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      description =
          "Where the range ends. Default: where rows are final, so that history joins what the"
              + " pipeline has followed.")
  private Optional<Instant> to;

  @Option(
      names = "--requests-per-second",
      paramLabel = "NUMBER",
      defaultValue = "4",
      description =
          "How many requests a second are sent, each for 1,000 trades; at most 5. Default:"
              + " ${DEFAULT-VALUE}.")
  private int requestsPerSecond;

  @Mixin private CoinbaseOptions coinbase;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description =
          "Folder in which ./pipeline local keeps its data. Default: .pipeline in the checkout.")
  private Path state;

  /** Made by picocli. */
  public BackfillCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    Applications applications = Applications.find();
    Path root = state == null ? applications.checkout().resolve(".pipeline") : state;
    List<String> flags =
        new ArrayList<>(
            List.of(
                "--from",
                from.toString(),
                "--requests-per-second",
                Integer.toString(requestsPerSecond)));
    to.ifPresent(end -> flags.addAll(List.of("--to", end.toString())));
    return new LocalBackfill(applications, root, pair, coinbase.endpoints(), flags).run();
  }
}
