package io.finsolutions.pipeline.bench.recompute;

import io.finsolutions.pipeline.archive.TradeArchive;
import io.finsolutions.pipeline.archive.TradeFile;
import io.finsolutions.pipeline.archive.TradeWriter;
import io.finsolutions.pipeline.archive.iceberg.ArchiveCatalog;
import io.finsolutions.pipeline.archive.iceberg.ArchiveSettings;
import io.finsolutions.pipeline.bench.rig.Rig;
import io.finsolutions.pipeline.market.Origin;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradeMessage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts days into the archive, in files as a backfill leaves them, and says in the database that
 * they are final.
 */
final class FilledArchive {
  private static final String FINAL =
      """
      INSERT INTO ops.handover (product, handover, first_trade_id, last_trade_id, covered_from)
      VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (product) DO UPDATE SET
        handover = excluded.handover, first_trade_id = excluded.first_trade_id,
        last_trade_id = excluded.last_trade_id, covered_from = excluded.covered_from""";

  private FilledArchive() {}

  /**
   * Writes all trades.
   *
   * @return how many there are
   */
  static long fill(Rig rig, PastDays days) throws SQLException {
    ArchiveSettings settings = new ArchiveSettings(rig.archive().toString(), Map.of());
    long first;
    long trades = 0;
    try (ArchiveCatalog catalog = ArchiveCatalog.connect(settings, rig.databaseSettings())) {
      TradeArchive archive = catalog.open(Rig.PAIR);
      try (TradeWriter writer = archive.files().begin()) {
        Iterator<Trade> rest = days.trades().iterator();
        Trade trade = rest.next();
        first = trade.tradeId();
        writer.add(new TradeMessage(trade, Origin.BACKFILL));
        trades++;
        while (rest.hasNext()) {
          writer.add(new TradeMessage(rest.next(), Origin.BACKFILL));
          trades++;
        }
        List<TradeFile> files = writer.finish();
        archive.append(files, Optional.empty(), Map.of());
      }
    }
    try (Connection connection = rig.connect("bench");
        PreparedStatement statement = connection.prepareStatement(FINAL)) {
      statement.setString(1, Rig.PAIR.toString());
      statement.setObject(2, days.lastTime().atOffset(ZoneOffset.UTC));
      statement.setLong(3, first);
      statement.setLong(4, first + trades - 1);
      statement.setObject(5, days.firstTime().atOffset(ZoneOffset.UTC));
      statement.executeUpdate();
    }
    return trades;
  }
}
