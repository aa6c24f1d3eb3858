package io.finsolutions.pipeline.batch.engine;

import io.finsolutions.pipeline.archive.TradeArchive;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.service.FailedException;
import io.finsolutions.pipeline.signals.Strategy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the final rows of a product again from the archive alone, in a database that has none. The
 * hand-over and the missing ids become what the archive says they were, so that the next run goes
 * on from there.
 */
public final class Restore {
  private static final Logger LOG = LoggerFactory.getLogger(Restore.class);

  private final Strategy strategy;
  private final FinalStores stores;
  private final TradeArchive archive;

  /**
   * A way back.
   *
   * @param strategy what judges at the ends of final bars
   * @param archive what the rows are made of
   */
  public Restore(Strategy strategy, FinalStores stores, TradeArchive archive) {
    this.strategy = strategy;
    this.stores = stores;
    this.archive = archive;
  }

  /**
   * Makes all rows, in one step: readers see none of them or all. Where there are rows already,
   * they stay as they are.
   *
   * @throws FailedException if another run is under way, or the archive does not say up to where
   *     rows were final
   */
  public void run() throws StoreException {
    try (FinalStore store = stores.connectPatiently();
        FinalStore.Lock lock = store.lock()) {
      Handover before = store.handover();
      if (before.at().isPresent()) {
        LOG.info(
            "nothing to restore reason=\"rows are final up to {} already\"", before.at().get());
        return;
      }
      Standing standing =
          archive
              .state()
              .map(Standing::parse)
              .filter(state -> state.handover().at().isPresent())
              .orElseThrow(
                  () ->
                      new FailedException(
                          "the archive does not say up to where rows were final: no run has"
                              + " written to it"));
      store.atomically(step -> restore(step, lock, standing));
    }
  }

  private Void restore(FinalStep step, FinalStore.Lock lock, Standing standing)
      throws StoreException {
    Handover before = Handover.NONE;
    long trades = 0;
    for (TimeRange day : days(standing.handover())) {
      RunResult result = result(day, standing);
      long runId = lock.begin(RunKind.RESTORE);
      new Swap(step, strategy, runId).apply(result, before);
      before = result.handover();
      trades += result.trades();
      LOG.info("restored up_to={} trades={}", day.to(), trades);
    }
    return null;
  }

  /** A day fits into memory. */
  private List<TimeRange> days(Handover handover) {
    Instant end = handover.at().orElseThrow();
    Instant from =
        archive.earliest().map(BarWidth.MINUTE::startOf).filter(end::isAfter).orElse(end);
    if (handover.keptFrom().isPresent() && from.isBefore(handover.keptFrom().get())) {
      from = handover.keptFrom().get();
    }
    List<TimeRange> days = new ArrayList<>();
    while (from.isBefore(end)) {
      Instant nextDay = BarWidth.DAY.startOf(from).plus(BarWidth.DAY.duration());
      Instant to = nextDay.isBefore(end) ? nextDay : end;
      days.add(new TimeRange(from, to));
      from = to;
    }
    return days;
  }

  private RunResult result(TimeRange day, Standing standing) {
    Handover last = standing.handover();
    return new RunResult(
        Optional.of(day),
        List.of(),
        ArchivedTrades.of(archive, List.of(day)).trades().seconds(),
        0,
        List.of(),
        standing.missing(),
        new Handover(
            Optional.of(day.to()),
            last.ids(),
            last.coveredFrom(),
            last.endOffsets(),
            last.topicId(),
            last.keptFrom(),
            last.past()),
        List.of(),
        Optional.empty(),
        false);
  }
}
