package io.finsolutions.pipeline.local;

import io.finsolutions.pipeline.coinbase.CdpKey;
import io.finsolutions.pipeline.coinbase.CoinbaseSettings;
import io.finsolutions.pipeline.local.feed.FeedCheck;
import io.finsolutions.pipeline.local.feed.FeedCheckup;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.service.ExitCode;
import io.finsolutions.pipeline.service.UsageException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks whether what the pipeline relies on still holds of the exchange. */
@Command(
    name = "check-feed",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Looks whether what the pipeline relies on still holds of the exchange.",
      "",
      "Prints a line for each thing, with what was seen. Exit code 0 if none has failed, else 1.",
      ""
    },
    footer = {"", "Example:", "  ./pipeline check-feed BTC-USD --for 30s"})
public final class CheckFeedCommand implements Callable<Integer> {
  private static final int REQUEST_ATTEMPTS = 2;

  @Parameters(index = "0", paramLabel = "PAIR", description = "The pair to look at, as BTC-USD.")
  private TradingPair pair;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      defaultValue = "30s",
      description = "How long to listen to the feed. Default: ${DEFAULT-VALUE}.")
  private Duration listening;

  @Mixin private CoinbaseOptions coinbase;

  @Option(
      names = "--coinbase-key-name",
      paramLabel = "NAME",
      description = "Name of an API key to try.")
  private String keyName;

  @Option(
      names = "--coinbase-key-secret",
      paramLabel = "SECRET",
      description = "Its secret; better set in the environment than on the command line.")
  private String keySecret;

  @Spec private CommandSpec spec;

  /** Made by picocli. */
  public CheckFeedCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    List<FeedCheck> checks = new ArrayList<>();
    new FeedCheckup(
            CoinbaseSettings.of(coinbase.endpoints()).withRequestAttempts(REQUEST_ATTEMPTS),
            key(),
            pair,
            check -> {
              checks.add(check);
              out.println(check);
              out.flush();
            })
        .run(listening);
    boolean failed = checks.stream().anyMatch(check -> check.outcome() == FeedCheck.Outcome.FAILED);
    return failed ? ExitCode.FAILED : ExitCode.OK;
  }

  private Optional<CdpKey> key() {
    if (keyName == null && keySecret == null) {
      return Optional.empty();
    }
    if (keyName == null || keySecret == null) {
      throw new UsageException("a key is a --coinbase-key-name and a --coinbase-key-secret");
    }
    try {
      return Optional.of(CdpKey.parse(keyName, keySecret));
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }
}
