package io.finsolutions.pipeline.batch;

import io.finsolutions.pipeline.archive.TradeArchive;
import io.finsolutions.pipeline.archive.iceberg.ArchiveCatalog;
import io.finsolutions.pipeline.archive.iceberg.ArchiveSettings;
import io.finsolutions.pipeline.batch.backfill.Backfill;
import io.finsolutions.pipeline.batch.backfill.Progress;
import io.finsolutions.pipeline.batch.backfill.StopSignal;
import io.finsolutions.pipeline.batch.engine.BatchLayer;
import io.finsolutions.pipeline.batch.engine.Candles;
import io.finsolutions.pipeline.batch.engine.Patience;
import io.finsolutions.pipeline.batch.engine.StoreException;
import io.finsolutions.pipeline.batch.postgres.PostgresFinalStores;
import io.finsolutions.pipeline.coinbase.CoinbaseEndpoints;
import io.finsolutions.pipeline.coinbase.CoinbaseException;
import io.finsolutions.pipeline.coinbase.CoinbaseRest;
import io.finsolutions.pipeline.coinbase.CoinbaseSettings;
import io.finsolutions.pipeline.coinbase.HistoryWalk;
import io.finsolutions.pipeline.coinbase.ProductNotFoundException;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.service.ExitCode;
import io.finsolutions.pipeline.service.FailedException;
import io.finsolutions.pipeline.service.UsageException;
import io.finsolutions.pipeline.signals.Strategies;
import io.finsolutions.pipeline.signals.Strategy;
import io.finsolutions.pipeline.store.DatabaseSettings;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Loads history of the exchange. */
@Command(
    name = "backfill",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Loads the exchange's past trades of a range into the archive, and makes its rows final.",
      "",
      "It can be ended at any moment: the same command goes on where it was. Exit codes: 0 done, 1"
          + " failed or ended, 2 wrong usage.",
      ""
    })
final class BackfillCommand implements Callable<Integer> {
  /** Less than half of what the exchange allows each address; the producer asks, too. */
  private static final int MOST_REQUESTS_OF_COINBASE = 5;

  private static final int MOST_REQUESTS = 1_000;
  private static final int MOST_IN_A_CHUNK = 500_000;

  /** An exchange that is out of order for minutes is not to end a load of hours. */
  private static final int REQUEST_ATTEMPTS = 20;

  private static final String GOES_ON =
      "what was loaded is kept, and the same command goes on there";

  /** What is under way when it is told to end takes seconds. */
  private static final Duration END_BOUND = Duration.ofSeconds(30);

  @Option(names = "--trading-pair", required = true, description = "The pair, such as BTC-USD.")
  private TradingPair tradingPair;

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

  @Mixin private DatabaseSettings database;
  @Mixin private ArchiveSettings archive;

  @Option(
      names = "--formula",
      defaultValue = Strategies.DEFAULT_FORMULA,
      converter = StrategyConverter.class,
      description = "What judges at the ends of final bars. Default: ${DEFAULT-VALUE}.")
  private Strategy strategy;

  @Option(
      names = "--coinbase-rest-url",
      defaultValue = "https://api.coinbase.com",
      description = "Base address of the Advanced Trade API. Default: ${DEFAULT-VALUE}.")
  private URI restUrl;

  @Option(
      names = "--coinbase-exchange-url",
      defaultValue = "https://api.exchange.coinbase.com",
      description = "Base address of the Exchange API. Default: ${DEFAULT-VALUE}.")
  private URI exchangeUrl;

  @Option(
      names = "--requests-per-second",
      defaultValue = "4",
      description =
          "How many requests a second are sent, each for 1,000 trades; of Coinbase itself at most"
              + " 5. Default: ${DEFAULT-VALUE}.")
  private int requestsPerSecond;

  @Option(
      names = "--chunk",
      defaultValue = "50000",
      description =
          "How many trades are kept at once: so many are fetched again at most when it is killed."
              + " Default: ${DEFAULT-VALUE}.")
  private int chunk;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    check(Instant.now());
    StopSignal stop = new StopSignal();
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(stop, ended), "backfill-end"));
    PrintWriter out = spec.commandLine().getOut();
    Progress progress = new Progress(out, isTerminal(), System::nanoTime);
    try {
      BatchFailure.inWords(database, GOES_ON, () -> backfill(progress, stop));
      return ExitCode.OK;
    } catch (InterruptedException e) {
      // Said here, since a process that ends has no time for those who called.
      spec.commandLine().getErr().println("backfill: ended; " + GOES_ON);
      spec.commandLine().getErr().flush();
      return ExitCode.FAILED;
    } finally {
      ended.countDown();
    }
  }

  private static boolean isTerminal() {
    return System.console() != null
        && System.getenv("CI") == null
        && !"dumb".equals(System.getenv("TERM"));
  }

  private static void end(StopSignal stop, CountDownLatch ended) {
    stop.give();
    try {
      ended.await(END_BOUND.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void check(Instant now) {
    if (from.isAfter(now)) {
      throw new UsageException("--from " + from + " is in the future");
    }
    to.ifPresent(
        end -> {
          if (!from.isBefore(end)) {
            throw new UsageException("--from " + from + " is not before --to " + end);
          }
          if (end.isAfter(now)) {
            throw new UsageException("--to " + end + " is in the future");
          }
        });
    boolean isCoinbase =
        exchangeUrl.getHost() != null && exchangeUrl.getHost().endsWith("coinbase.com");
    int most = isCoinbase ? MOST_REQUESTS_OF_COINBASE : MOST_REQUESTS;
    requireWithin("--requests-per-second", requestsPerSecond, most);
    requireWithin("--chunk", chunk, MOST_IN_A_CHUNK);
    archive.location();
  }

  private static void requireWithin(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new UsageException("%s %d is not within 1 and %d".formatted(name, value, most));
    }
  }

  private CoinbaseSettings coinbase() {
    try {
      return CoinbaseSettings.of(
              new CoinbaseEndpoints(
                  restUrl, exchangeUrl, CoinbaseEndpoints.production().webSocket()))
          .withRequestsPerSecond(requestsPerSecond)
          .withRequestAttempts(REQUEST_ATTEMPTS);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }

  private void backfill(Progress progress, StopSignal stop)
      throws StoreException, InterruptedException {
    try (CoinbaseRest rest = new CoinbaseRest(coinbase());
        HistoryWalk history = new HistoryWalk(rest, tradingPair)) {
      requireBook(rest);
      try (ArchiveCatalog catalog = ArchiveCatalog.connect(archive, database)) {
        TradeArchive trades = catalog.open(tradingPair);
        PostgresFinalStores stores = new PostgresFinalStores(database, tradingPair);
        new Backfill(
                tradingPair, history, trades, stores, layer(stores, trades), chunk, progress, stop)
            .run(from, to);
      }
    } catch (CoinbaseException e) {
      throw new FailedException(
          "the exchange does not give what was asked for: " + e.getMessage() + "; " + GOES_ON, e);
    }
  }

  private void requireBook(CoinbaseRest rest) throws CoinbaseException, InterruptedException {
    try {
      rest.product(tradingPair)
          .alias()
          .ifPresent(
              book -> {
                throw new UsageException(
                    "%s is an alias of %s: use %s".formatted(tradingPair, book, book));
              });
    } catch (ProductNotFoundException e) {
      throw new UsageException(
          "Coinbase has no product %s; write it as Coinbase does, such as BTC-USD"
              .formatted(tradingPair));
    }
  }

  private BatchLayer layer(PostgresFinalStores stores, TradeArchive trades) {
    return new BatchLayer(
        tradingPair,
        new Patience(Duration.ZERO, Duration.ZERO),
        strategy,
        Candles.NONE,
        stores,
        trades,
        NoTopic::new,
        Clock.systemUTC());
  }
}
