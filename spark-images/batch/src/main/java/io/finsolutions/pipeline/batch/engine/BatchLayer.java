package io.finsolutions.pipeline.batch.engine;

import io.finsolutions.pipeline.archive.TradeArchive;
import io.finsolutions.pipeline.archive.TradeFile;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.service.FailedException;
import io.finsolutions.pipeline.signals.Strategy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The batch layer of a product: runs that read the trades, archive them and make rows final, one at
 * a time.
 */
public final class BatchLayer {
  private static final Logger LOG = LoggerFactory.getLogger(BatchLayer.class);

  /** How far this clock may be behind that of the exchange: a later trade has not happened yet. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(2);

  private static final int MAX_HOLES_LOGGED = 10;

  private final TradingPair product;
  private final Patience patience;
  private final Strategy strategy;
  private final Candles candles;
  private final FinalStores stores;
  private final TradeArchive archive;
  private final Supplier<TradesTopic> topic;
  private final InstantSource clock;

  /**
   * The batch layer of a product.
   *
   * @param strategy what judges at the ends of final bars
   * @param archive where trades are kept for ever
   * @param topic the trades topic as it is when it is asked for
   */
  public BatchLayer(
      TradingPair product,
      Patience patience,
      Strategy strategy,
      Candles candles,
      FinalStores stores,
      TradeArchive archive,
      Supplier<TradesTopic> topic,
      InstantSource clock) {
    this.product = product;
    this.patience = patience;
    this.strategy = strategy;
    this.candles = candles;
    this.stores = stores;
    this.archive = archive;
    this.topic = topic;
    this.clock = clock;
  }

  /**
   * Makes final what can be, and folds again what has changed. Where that is more than fits into
   * one run, several are made.
   *
   * @throws FailedException if another run is under way
   */
  public void runScheduled() throws StoreException, InterruptedException {
    boolean moreToDo = true;
    while (moreToDo) {
      Instant now = clock.instant();
      moreToDo = run(new ScheduledRun(product, patience, candles, now), now);
    }
  }

  /**
   * Folds a range again, as far as it is final. Whole hours are folded, a day in a run.
   *
   * @throws FailedException if another run is under way, nothing of the range is final, its rows
   *     are not kept any more, or neither the topic nor the archive has all of its trades
   */
  public void recompute(TimeRange range) throws StoreException, InterruptedException {
    RecomputeRun run = new RecomputeRun(product, range);
    while (run(run, clock.instant())) {
      run = new RecomputeRun(product, new TimeRange(run.rest(), range.to()));
    }
  }

  /** What is to be done to make a span of history final, day by day in this order. */
  public List<PastRun> daysOf(Past past) throws StoreException {
    try (FinalStore store = stores.connectPatiently()) {
      PastHoles holes = past.holes(archive, store.missingIds());
      return past.span().days().stream()
          .map(day -> new PastRun(archive, past, holes, day))
          .toList();
    }
  }

  /**
   * Makes a day of history final, unless it is already.
   *
   * @throws FailedException if another run is under way for long, or the archive does not have all
   *     trades of rows that are final
   */
  public void makeFinal(PastRun day) throws StoreException, InterruptedException {
    try (FinalStore store = stores.connect()) {
      if (day.isDone(store.handover(), store.missingIds())) {
        return;
      }
    }
    run(day, clock.instant());
  }

  private boolean run(Run run, Instant now) throws StoreException, InterruptedException {
    Instant started = clock.instant();
    try (FinalStore store = stores.connectPatiently();
        FinalStore.Lock lock = store.lock()) {
      long runId = lock.begin(run.kind());
      try {
        Handover before = store.handover();
        TradeLog log = new TradeLog(topic.get(), archive, product, now.plus(CLOCK_TOLERANCE));
        RunResult result = run.find(store, log, before);
        // Before the rows: whatever becomes of them, no row counts a trade that is not kept.
        archive(runId, run.kind(), result);
        long rows = store.atomically(step -> new Swap(step, strategy, runId).apply(result, before));
        if (run.kind() != RunKind.BACKFILL) {
          report(runId, result, rows, Duration.between(started, clock.instant()));
        }
        return result.moreToDo();
      } catch (Exception e) {
        // Of Spark's exceptions some are checked ones that no signature tells of.
        recordFailure(runId, e);
        throw e;
      }
    }
  }

  private void archive(long runId, RunKind kind, RunResult result) {
    if (result.ranges().isEmpty()) {
      return;
    }
    String ranges =
        result.ranges().stream().map(TimeRange::toString).collect(Collectors.joining(", "));
    archive.append(
        result.files(),
        Optional.of(new Standing(result.handover(), result.holes()).text()),
        Map.of(
            "pipeline.run", Long.toString(runId),
            "pipeline.kind", kind.wireName(),
            "pipeline.ranges", ranges));
  }

  /** Over another connection: what made the run fail may well have been the loss of its own. */
  private void recordFailure(long runId, Exception failure) {
    try (FinalStore store = stores.connect()) {
      store.fail(runId, FailureReason.firstLine(failure));
    } catch (StoreException e) {
      failure.addSuppressed(e);
    }
  }

  private void report(long runId, RunResult result, long rows, Duration took) {
    LOG.info(
        "run done run_id={} final_until={} range={} dirty={} trades={} duplicates={} archived={} rows={}"
            + " missing={} speed_differences={} candle_differences={} seconds={}",
        runId,
        result.handover().at().map(Instant::toString).orElse("-"),
        result.newRange().map(TimeRange::toString).orElse("-"),
        result.foldedAgain().size(),
        result.trades(),
        result.duplicates(),
        archive.keeps() ? result.files().stream().mapToLong(TradeFile::trades).sum() : "-",
        rows,
        result.holes().stream().mapToLong(hole -> hole.ids().count()).sum(),
        result.speedDifferences().size(),
        result.candleDifferences().map(list -> Integer.toString(list.size())).orElse("-"),
        took.toSeconds());
    result.holesInRanges().stream()
        .limit(MAX_HOLES_LOGGED)
        .forEach(hole -> LOG.warn("trades missing ids={} after={}", hole.ids(), hole.after()));
  }
}
