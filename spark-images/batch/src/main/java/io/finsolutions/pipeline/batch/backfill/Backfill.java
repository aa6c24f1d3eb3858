package io.finsolutions.pipeline.batch.backfill;

import io.finsolutions.pipeline.archive.TradeArchive;
import io.finsolutions.pipeline.archive.TradeFile;
import io.finsolutions.pipeline.archive.TradeWriter;
import io.finsolutions.pipeline.batch.engine.BatchLayer;
import io.finsolutions.pipeline.batch.engine.FinalStore;
import io.finsolutions.pipeline.batch.engine.FinalStores;
import io.finsolutions.pipeline.batch.engine.Past;
import io.finsolutions.pipeline.batch.engine.PastRun;
import io.finsolutions.pipeline.batch.engine.StoreException;
import io.finsolutions.pipeline.batch.engine.TimeRange;
import io.finsolutions.pipeline.coinbase.CoinbaseException;
import io.finsolutions.pipeline.coinbase.HistoryPiece;
import io.finsolutions.pipeline.coinbase.HistoryWalk;
import io.finsolutions.pipeline.market.IdRange;
import io.finsolutions.pipeline.market.Origin;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradeIds;
import io.finsolutions.pipeline.market.TradeMessage;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.service.FailedException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Loads a span of history: fetches what the archive does not have, chunk by chunk, and then has the
 * rows made final, day by day. It can be ended at any moment, and another one goes on from what the
 * archive has and from the rows that are final.
 */
public final class Backfill {
  private final TradingPair product;
  private final HistoryWalk history;
  private final TradeArchive archive;
  private final FinalStores stores;
  private final BatchLayer layer;
  private final int chunk;
  private final Progress progress;
  private final StopSignal stop;

  /**
   * A backfill of a pair.
   *
   * @param chunk how many trades are kept at once: so many are fetched again at most
   */
  public Backfill(
      TradingPair product,
      HistoryWalk history,
      TradeArchive archive,
      FinalStores stores,
      BatchLayer layer,
      int chunk,
      Progress progress,
      StopSignal stop) {
    this.product = product;
    this.history = history;
    this.archive = archive;
    this.stores = stores;
    this.layer = layer;
    this.chunk = chunk;
    this.progress = progress;
    this.stop = stop;
  }

  /**
   * Loads it.
   *
   * @param to where it ends; if empty, at the hand-over
   * @throws FailedException if there is nothing to load, with the reason
   * @throws InterruptedException if it was told to stop
   */
  public void run(Instant from, Optional<Instant> to)
      throws StoreException, CoinbaseException, InterruptedException {
    TimeRange span = span(from, to);
    progress.say("%s from %s to %s".formatted(product, span.from(), span.to()));
    Optional<IdRange> ids = stop.cutShort(() -> history.idsBetween(span.from(), span.to()));
    if (ids.isEmpty()) {
      requireTradedBefore(span.to());
    }
    Past past = new Past(span, ids, ids.isPresent() ? fetch(span, ids.get()) : List.of());
    long missing = missing(past);
    makeFinal(past);
    progress.say(
        "done: the rows are final"
            + (missing == 0
                ? ""
                : ", and %,d trades are missing that the exchange does not give; the same command asks for them again"
                    .formatted(missing)));
  }

  private TimeRange span(Instant from, Optional<Instant> to) throws StoreException {
    try (FinalStore store = stores.connect()) {
      return Past.spanOf(product, from, to, store.handover());
    }
  }

  private void requireTradedBefore(Instant end) throws CoinbaseException, InterruptedException {
    Trade first =
        stop.cutShort(history::firstTrade)
            .orElseThrow(() -> new FailedException(product + " was never traded"));
    if (!first.time().isBefore(end)) {
      throw new FailedException(
          "%s was first traded at %s, after the end of what was asked for"
              .formatted(product, first.time()));
    }
  }

  /**
   * Fetches what the archive does not have.
   *
   * @return trades with one of the ids that are not of the span, but right before or behind
   */
  private List<Trade> fetch(TimeRange span, IdRange ids)
      throws StoreException, CoinbaseException, InterruptedException {
    TradeIds open = archive.ids(span.from(), span.to()).missingWithin(ids.first(), ids.last());
    List<Trade> around = new ArrayList<>();
    progress.begin("trades", ids.count() - open.count(), ids.count());
    try {
      for (IdRange next : Chunks.of(open, chunk)) {
        HistoryPiece piece = stop.cutShort(() -> history.fetch(next, progress::add));
        piece.trades().stream().filter(t -> !span.contains(t.time())).forEach(around::add);
        keep(piece.trades().stream().filter(t -> span.contains(t.time())).toList());
      }
    } finally {
      progress.end();
    }
    return around;
  }

  /** One at a time writes to the archive: what a run has brought there meanwhile is left out. */
  private void keep(List<Trade> trades) throws StoreException {
    if (trades.isEmpty()) {
      return;
    }
    try (FinalStore store = stores.connectPatiently();
        TradeWriter writer = archive.files().begin()) {
      // Held until the connection ends.
      store.lock();
      TradeIds ids = new TradeIds();
      trades.forEach(trade -> ids.add(trade.tradeId()));
      TradeIds there = archive.found(ids);
      trades.stream()
          .filter(trade -> !there.contains(trade.tradeId()))
          .forEach(trade -> writer.add(new TradeMessage(trade, Origin.BACKFILL)));
      List<TradeFile> files = writer.finish();
      archive.append(
          files,
          Optional.empty(),
          Map.of("pipeline.kind", "backfill", "pipeline.trade_ids", ids.toString()));
    }
  }

  private long missing(Past past) {
    if (past.ids().isEmpty()) {
      return 0;
    }
    TradeIds there = archive.ids(past.span().from(), past.span().to());
    past.around().forEach(trade -> there.add(trade.tradeId()));
    return there.missingWithin(past.ids().get().first(), past.ids().get().last()).count();
  }

  private void makeFinal(Past past) throws StoreException, InterruptedException {
    List<PastRun> days = layer.daysOf(past);
    progress.begin("days of rows", 0, days.size());
    try {
      for (PastRun day : days) {
        stop.check();
        layer.makeFinal(day);
        progress.add(1);
      }
    } finally {
      progress.end();
    }
  }
}
