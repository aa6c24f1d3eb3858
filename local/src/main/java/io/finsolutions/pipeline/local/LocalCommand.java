package io.finsolutions.pipeline.local;

import io.finsolutions.pipeline.local.run.Applications;
import io.finsolutions.pipeline.local.run.BatchSchedule;
import io.finsolutions.pipeline.local.run.FeedKind;
import io.finsolutions.pipeline.local.run.LocalPipeline;
import io.finsolutions.pipeline.local.run.RunSettings;
import io.finsolutions.pipeline.local.view.AskedTerminalSize;
import io.finsolutions.pipeline.local.view.LiveView;
import io.finsolutions.pipeline.local.view.PlainView;
import io.finsolutions.pipeline.local.view.TerminalView;
import io.finsolutions.pipeline.market.TradingPair;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the whole pipeline of a pair on this machine. */
@Command(
    name = "local",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs the whole pipeline of a pair on this machine, until Ctrl-C.",
      "",
      "Broker, database, feed, producer, speed layer, batch layer (each minute) and the page are"
          + " processes of their own, watched and started again when they end. Data and logs stay in the state"
          + " folder, and the next run goes on from there.",
      ""
    },
    footer = {
      "",
      "Ctrl-C ends all parts in order, with the exit code 0; a second one kills them.",
      "",
      "Example: a run of a minute that is verified against what the exchange has printed:",
      "  ./pipeline local BTC-USD --feed recording --fresh --for 60s"
    })
public final class LocalCommand implements Callable<Integer> {
  private static final double RECORDING_SPEED = 10;
  private static final double GENERATOR_SPEED = 1;
  private static final long STAND_IN_SEED = 1;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "PAIR",
      defaultValue = "BTC-USD",
      description = "The pair to count. Default: ${DEFAULT-VALUE}.")
  private TradingPair pair;

  @Option(
      names = "--feed",
      paramLabel = "FEED",
      defaultValue = "auto",
      description =
          "Where trades come from: ${COMPLETION-CANDIDATES}. auto tries Coinbase, and replays the"
              + " recording where it cannot be reached. Default: ${DEFAULT-VALUE}.")
  private FeedKind feed;

  @Option(
      names = "--speed",
      paramLabel = "TIMES",
      description =
          "How many times as fast as recorded to play. Default: 10 for the recording, 1 for the"
              + " generator.")
  private Double speed;

  @Option(
      names = "--rate",
      paramLabel = "TRADES",
      defaultValue = "6",
      description = "Trades a second of the generator. Default: ${DEFAULT-VALUE}.")
  private double rate;

  @Option(
      names = "--recording",
      paramLabel = "FILE",
      description =
          "Recording to play with --feed recording, as docs/recordings.md says. Default: the day"
              + " of BTC-USD that is shipped.")
  private Path recording;

  @Mixin private CoinbaseOptions coinbase;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description =
          "Folder that gets a folder for the pair, with data and logs. Default: .pipeline in the"
              + " checkout.")
  private Path state;

  @Option(names = "--fresh", description = "Drop the data of earlier runs of the pair first.")
  private boolean fresh;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      description =
          "Run that long after the first row, such as 60s; then verify all rows, print a summary"
              + " and end: with exit code 0, or 1 if anything is wrong. Waits up to 90 s for the"
              + " first batch run.")
  private Duration runFor;

  @Option(
      names = "--trigger",
      paramLabel = "TRIGGER",
      defaultValue = "continuous",
      description = "How Spark reads: continuous or micro-batch. Default: ${DEFAULT-VALUE}.")
  private String trigger;

  @Option(
      names = "--keep-rows",
      paramLabel = "TIME",
      description =
          "How long final rows are kept, from 2d on, such as 730d. A UTC month is dropped once all"
              + " of it is older, and is not made again. Default: for ever.")
  private Duration keepRows;

  @Option(
      names = "--plain",
      description =
          "Print a line for each second instead of a screen. That is the default where the output"
              + " is no terminal, or NO_COLOR or CI is set.")
  private boolean plain;

  @Option(
      names = "--database-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Port of the database; 0, the default, for any that is free.")
  private int databasePort;

  @Option(
      names = "--kafka-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Port of the broker; 0, the default, for any that is free.")
  private int kafkaPort;

  @Option(
      names = "--console-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description =
          "Port of the page and the API. Default: 8080 or, if that is in use, any that is free.")
  private int consolePort;

  /** Made by picocli. */
  public LocalCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    Applications applications = Applications.find();
    return LocalPipeline.run(settings(applications), applications, view());
  }

  private RunSettings settings(Applications applications) {
    double usualSpeed = feed == FeedKind.GENERATED ? GENERATOR_SPEED : RECORDING_SPEED;
    return new RunSettings(
        pair,
        feed,
        speed == null ? usualSpeed : speed,
        rate,
        STAND_IN_SEED,
        Optional.ofNullable(recording),
        coinbase.endpoints(),
        state == null ? applications.checkout().resolve(".pipeline") : state,
        fresh,
        Optional.ofNullable(runFor),
        trigger,
        BatchSchedule.EACH_MINUTE,
        Optional.ofNullable(keepRows),
        databasePort,
        kafkaPort,
        consolePort);
  }

  private LiveView view() {
    boolean unicode = speaksUnicode();
    PrintStream out =
        new PrintStream(
            new FileOutputStream(FileDescriptor.out),
            false,
            unicode ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII);
    return plain || !isScreen()
        ? new PlainView(out)
        : new TerminalView(out, new AskedTerminalSize(), unicode);
  }

  private static boolean isScreen() {
    return System.console() != null
        && System.getenv("NO_COLOR") == null
        && System.getenv("CI") == null
        && !"dumb".equals(System.getenv("TERM"));
  }

  // Whoever names no locale most likely has a terminal of today.
  private static boolean speaksUnicode() {
    for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
      String locale = System.getenv(name);
      if (locale != null && !locale.isEmpty()) {
        return locale.toUpperCase(Locale.ROOT).replace("-", "").contains("UTF8");
      }
    }
    return true;
  }
}
