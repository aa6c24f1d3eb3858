package io.finsolutions.pipeline.batch;

import io.finsolutions.pipeline.archive.iceberg.ArchiveCatalog;
import io.finsolutions.pipeline.archive.iceberg.ArchiveSettings;
import io.finsolutions.pipeline.batch.engine.Restore;
import io.finsolutions.pipeline.batch.engine.StoreException;
import io.finsolutions.pipeline.batch.postgres.PostgresFinalStores;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.service.ExitCode;
import io.finsolutions.pipeline.signals.Strategies;
import io.finsolutions.pipeline.signals.Strategy;
import io.finsolutions.pipeline.store.DatabaseSettings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes final rows again when the database was lost. */
@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Makes the archive known to a database that is new, and all final rows from it. Rows that"
            + " are there already stay.")
final class RestoreCommand implements Callable<Integer> {
  @Option(
      names = "--trading-pair",
      required = true,
      description = "The pair whose rows are lost, such as BTC-USD.")
  private TradingPair tradingPair;

  @Mixin private DatabaseSettings database;
  @Mixin private ArchiveSettings archive;

  @Option(
      names = "--formula",
      defaultValue = Strategies.DEFAULT_FORMULA,
      converter = StrategyConverter.class,
      description = "What judges at the ends of final bars. Default: ${DEFAULT-VALUE}.")
  private Strategy strategy;

  @Override
  public Integer call() throws InterruptedException {
    archive.location();
    BatchFailure.inWords(database, this::restore);
    return ExitCode.OK;
  }

  private void restore() throws StoreException {
    try (ArchiveCatalog catalog = ArchiveCatalog.connect(archive, database)) {
      new Restore(
              strategy, new PostgresFinalStores(database, tradingPair), catalog.adopt(tradingPair))
          .run();
    }
  }
}
