package io.finsolutions.pipeline.local.run;

import io.finsolutions.pipeline.coinbase.CoinbaseEndpoints;
import io.finsolutions.pipeline.local.part.PostgresPart;
import io.finsolutions.pipeline.local.part.RunningPart;
import io.finsolutions.pipeline.local.state.Leftovers;
import io.finsolutions.pipeline.local.state.ProcessLedger;
import io.finsolutions.pipeline.local.state.StateFolder;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.service.ExitCode;
import io.finsolutions.pipeline.service.FailedException;
import io.finsolutions.pipeline.service.ServiceCommand;
import io.finsolutions.pipeline.store.DatabaseSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A backfill of the pair of a local pipeline. If the pipeline runs, so does its database; if not,
 * the database runs for as long as it takes.
 */
public final class LocalBackfill {
  private static final Duration STOP_BOUND = Duration.ofSeconds(10);

  private final Applications applications;
  private final Path stateRoot;
  private final TradingPair pair;
  private final CoinbaseEndpoints endpoints;
  private final List<String> flags;

  /**
   * A backfill.
   *
   * @param stateRoot the folder with a folder for each pair
   * @param endpoints the exchange that the pipeline follows
   * @param flags what the batch layer's backfill is told beside pair, database, archive and
   *     exchange
   */
  public LocalBackfill(
      Applications applications,
      Path stateRoot,
      TradingPair pair,
      CoinbaseEndpoints endpoints,
      List<String> flags) {
    this.applications = applications;
    this.stateRoot = stateRoot;
    this.pair = pair;
    this.endpoints = endpoints;
    this.flags = List.copyOf(flags);
  }

  /**
   * Runs it to its end.
   *
   * @return the exit code
   * @throws FailedException if there is no pipeline of the pair, or it follows something else
   */
  public int run() throws InterruptedException {
    Path data = StateFolder.database(stateRoot, pair);
    if (!Files.isDirectory(data)) {
      throw new FailedException(
          "there is no pipeline of %1$s here: run ./pipeline local %1$s until a row is final, which takes minutes"
              .formatted(pair));
    }
    requireFollowed(data.getParent());
    Optional<DatabaseSettings> running = PostgresPart.running(data);
    return running.isPresent() ? load(data.getParent(), running.get()) : withDatabase();
  }

  /** Trades of one feed never belong beside those of another. */
  private void requireFollowed(Path folder) {
    String exchange = FeedMemory.nameOf(endpoints);
    new FeedMemory(folder.resolve(FeedMemory.FILE))
        .source()
        .filter(source -> !source.equals(exchange))
        .ifPresent(
            source -> {
              throw new FailedException(
                  "the pipeline of %s here follows %s, to which the past of %s does not belong; choose another folder with --state"
                      .formatted(pair, source, exchange));
            });
  }

  private int withDatabase() throws InterruptedException {
    try (StateFolder folder = StateFolder.open(stateRoot, pair)) {
      Leftovers.end(folder, new ProcessLedger(folder.file(ProcessLedger.FILE)));
      PostgresPart database =
          new PostgresPart(
              folder.databasePrograms(), folder.database(), folder.log("database"), Ports.free());
      RunningPart running = database.start();
      try {
        return load(folder.path(), database.settings());
      } finally {
        running.stop(STOP_BOUND);
      }
    }
  }

  private int load(Path folder, DatabaseSettings database) throws InterruptedException {
    List<String> command = new ArrayList<>(applications.batch(JvmFlags.BACKFILL));
    command.addAll(
        List.of(
            "backfill",
            "--trading-pair",
            pair.toString(),
            "--database-url",
            database.url(),
            "--database-user",
            PostgresPart.POSTGRES,
            "--archive-warehouse",
            folder.resolve("archive").toString(),
            "--coinbase-rest-url",
            endpoints.rest().toString(),
            "--coinbase-exchange-url",
            endpoints.exchangeRest().toString()));
    command.addAll(flags);
    Process process = start(command);
    TerminationSignals.take(process::destroy, process::destroyForcibly);
    int code = process.waitFor();
    // Ended by a signal, it has said how to go on.
    return code == ExitCode.OK || code == ExitCode.USAGE ? code : ExitCode.FAILED;
  }

  private static Process start(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    // What is meant for us would be taken for settings of the child, or for mistakes.
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith(ServiceCommand.ENVIRONMENT_PREFIX));
    try {
      return builder.start();
    } catch (IOException e) {
      throw new FailedException("cannot start " + command.get(0) + ": " + e.getMessage(), e);
    }
  }
}
