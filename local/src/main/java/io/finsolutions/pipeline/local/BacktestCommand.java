package io.finsolutions.pipeline.local;

import io.finsolutions.pipeline.local.backtest.BacktestReport;
import io.finsolutions.pipeline.local.backtest.BarQuestion;
import io.finsolutions.pipeline.local.backtest.DatabaseBars;
import io.finsolutions.pipeline.local.backtest.PastBars;
import io.finsolutions.pipeline.local.backtest.RecordedTrades;
import io.finsolutions.pipeline.local.part.PostgresPart;
import io.finsolutions.pipeline.local.run.Applications;
import io.finsolutions.pipeline.local.state.StateFolder;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.service.ExitCode;
import io.finsolutions.pipeline.service.FailedException;
import io.finsolutions.pipeline.service.UsageException;
import io.finsolutions.pipeline.signals.Strategies;
import io.finsolutions.pipeline.signals.Strategy;
import io.finsolutions.pipeline.signals.backtest.Backtest;
import io.finsolutions.pipeline.store.DatabaseSettings;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what would have come of following the signals. */
@Command(
    name = "backtest",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Tells what would have come of following the signals of a formula over bars of the past,"
          + " fees included, and of buying and holding instead.",
      "",
      "The bars are the final ones of a database: the one that is named, or that of ./pipeline"
          + " local of the pair while it runs. Or they are those of recorded trades: of a file, or,"
          + " where nothing else is there, of the day of BTC-USD that is shipped.",
      ""
    },
    footer = {
      "",
      "A signal is judged at the end of a bar and acted on at the open of the next one. It is no"
          + " advice.",
      "",
      "Examples:",
      "  ./pipeline backtest BTC-USD",
      "  ./pipeline backtest BTC-USD --interval 5m --formula mean-reversion/1:width=2.5 --fee 0.1%%"
    })
public final class BacktestCommand implements Callable<Integer> {
  private static final Pattern FEE = Pattern.compile("(\\d{1,2}(?:\\.\\d{1,6})?) ?%");

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "PAIR",
      defaultValue = "BTC-USD",
      description = "The pair. Default: ${DEFAULT-VALUE}.")
  private TradingPair pair;

  @Option(
      names = "--interval",
      paramLabel = "WIDTH",
      defaultValue = "15m",
      description =
          "How long the bars are: 1s, 1m, 5m, 15m, 1h, 4h or 1d. Default: ${DEFAULT-VALUE}.")
  private String interval;

  @Option(
      names = "--formula",
      paramLabel = "FORMULA",
      defaultValue = Strategies.DEFAULT_FORMULA,
      description =
          "What judges, as docs/signals.md says: NAME/VERSION, and parameters that are not as by"
              + " default. Default: ${DEFAULT-VALUE}.")
  private String formula;

  @Option(
      names = "--fee",
      paramLabel = "PERCENT",
      defaultValue = "0.4%",
      description = "What the exchange keeps of each fill, such as 0.4%%. Default: 0.4%%.")
  private String fee;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description =
          "Judge bars from then on, such as 2026-11-22T08:00:00Z. Default: all there are.")
  private Optional<Instant> from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      description = "Judge bars that start before it. Default: all there are.")
  private Optional<Instant> to;

  @Option(
      names = "--recording",
      paramLabel = "FILE",
      description = "Take the trades of a recording, as docs/recordings.md says.")
  private Path recording;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description =
          "Folder in which ./pipeline local keeps its data. Default: .pipeline in the checkout.")
  private Path state;

  @ArgGroup(exclusive = false, heading = "%nA database in place of that of ./pipeline local:%n")
  private DatabaseSettings database;

  @Spec private CommandSpec spec;

  /** Made by picocli. */
  public BacktestCommand() {}

  @Override
  public Integer call() {
    Backtest backtest = new Backtest(strategy(), fee());
    BarQuestion question =
        new BarQuestion(
            pair,
            width(),
            from.orElse(BarQuestion.EVER),
            to.orElse(Instant.MAX),
            backtest.strategy().lookback());
    if (!question.from().isBefore(question.to())) {
      throw new UsageException("--from " + from.get() + " is not before --to " + to.get());
    }
    PastBars past = read(question);
    PrintWriter out = spec.commandLine().getOut();
    try {
      new BacktestReport(backtest, past, backtest.over(past.bars(), past.first()))
          .lines()
          .forEach(out::println);
    } catch (IllegalArgumentException e) {
      throw new FailedException(past.source() + ": " + e.getMessage(), e);
    }
    out.flush();
    return ExitCode.OK;
  }

  private PastBars read(BarQuestion question) {
    if (database != null && recording != null) {
      throw new UsageException("--recording and --database-url exclude each other");
    }
    if (database != null) {
      return new DatabaseBars(database, "final bars of " + database.url()).read(question);
    }
    if (recording != null) {
      return RecordedTrades.of(recording, pair).read(question);
    }
    Optional<DatabaseSettings> local =
        PostgresPart.running(StateFolder.database(stateRoot(), pair));
    if (local.isPresent()) {
      return new DatabaseBars(local.get(), "final bars of ./pipeline local").read(question);
    }
    if (RecordedTrades.isShipped(pair)) {
      return RecordedTrades.shipped().read(question);
    }
    throw new FailedException(
        "there are no bars of %1$s here: run ./pipeline local %1$s meanwhile, or write --recording FILE or --database-url URL"
            .formatted(pair));
  }

  private Path stateRoot() {
    return state == null ? Applications.find().checkout().resolve(".pipeline") : state;
  }

  private Strategy strategy() {
    try {
      return Strategies.of(formula);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--formula: " + e.getMessage());
    }
  }

  private BarWidth width() {
    try {
      return BarWidth.ofLabel(interval);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--interval: " + e.getMessage());
    }
  }

  private BigDecimal fee() {
    Matcher matcher = FEE.matcher(fee);
    if (!matcher.matches()) {
      throw new UsageException(
          "--fee " + fee + " is no percentage below 100: write one such as 0.4%");
    }
    return new BigDecimal(matcher.group(1)).movePointLeft(2);
  }
}
