package io.finsolutions.pipeline.batch;

import io.finsolutions.pipeline.archive.TradeArchive;
import io.finsolutions.pipeline.archive.iceberg.ArchiveCatalog;
import io.finsolutions.pipeline.archive.iceberg.IcebergArchive;
import java.time.Instant;
import java.util.Optional;

/** The archive of the pair, for as long as it is read or written; or that there is none. */
final class Archive implements AutoCloseable {
  private final Optional<ArchiveCatalog> catalog;
  private final Optional<IcebergArchive> trades;

  private Archive(Optional<ArchiveCatalog> catalog, Optional<IcebergArchive> trades) {
    this.catalog = catalog;
    this.trades = trades;
  }

  /** Opens what the settings name. */
  static Archive open(BatchSettings settings) {
    if (!settings.archive().isPresent()) {
      return new Archive(Optional.empty(), Optional.empty());
    }
    ArchiveCatalog catalog = ArchiveCatalog.connect(settings.archive(), settings.database());
    try {
      return new Archive(Optional.of(catalog), Optional.of(catalog.open(settings.tradingPair())));
    } catch (RuntimeException e) {
      catalog.close();
      throw e;
    }
  }

  TradeArchive trades() {
    return trades.isPresent() ? trades.get() : TradeArchive.NONE;
  }

  /** Tidies up, if there is anything. Never fails. */
  void maintain(Instant now) {
    trades.ifPresent(archive -> archive.maintain(now));
  }

  @Override
  public void close() {
    catalog.ifPresent(ArchiveCatalog::close);
  }
}
