package io.finsolutions.pipeline.streaming.engine;

import io.finsolutions.pipeline.market.RejectReason;
import io.finsolutions.pipeline.market.RejectTally;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradeIds;
import io.finsolutions.pipeline.market.TradeMessage;
import io.finsolutions.pipeline.market.TradingPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides about each record of a partition: whether it counts, and what is known at the end of each
 * step. Without threads, input and output of its own; {@link PartitionEngine} has those. Not safe
 * for use by several threads.
 */
public final class PartitionCounter {
  private static final Logger LOG = LoggerFactory.getLogger(PartitionCounter.class);

  private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

  private final PartitionId partition;
  private final EngineSettings settings;
  private final TradingPair product;
  private final EngineMetrics metrics;
  private final long generation;
  private final TradeIds seen;
  private long nextOffset;
  private long committedOffset;
  private long forgottenBelow;
  private Optional<Instant> handover = Optional.empty();
  private long unseenFrom;
  private PendingWork pending;
  private final RejectTally tally =
      new RejectTally(BETWEEN_LINES, () -> Instant.EPOCH.plusNanos(System.nanoTime()));

  /**
   * A counter that goes on from a fence.
   *
   * @param fence the fence as it was taken
   * @param readFence where the fence stood when it was decided from which offset to read
   * @throws StoreException if the store has lost its latest commits since the fence was read, so
   *     that records before {@code readFence} are not in the rows any more
   */
  public PartitionCounter(
      PartitionId partition,
      Fence fence,
      long readFence,
      EngineSettings settings,
      EngineMetrics metrics)
      throws StoreException {
    if (fence.nextOffset() < readFence) {
      throw new StoreException(
          "the fence of %s went back from offset %d to %d: the database has lost commits"
              .formatted(partition, readFence, fence.nextOffset()));
    }
    this.partition = partition;
    this.settings = settings;
    this.product = TradingPair.parse(settings.product());
    this.metrics = metrics;
    generation = fence.generation();
    nextOffset = fence.nextOffset();
    committedOffset = nextOffset;
    seen = fence.seen().copy();
    forgottenBelow = fence.forgottenBelow();
    pending = new PendingWork(nextOffset);
    LOG.info(
        "fence taken partition={} generation={} next_offset={} seen_ranges={}",
        partition,
        generation,
        nextOffset,
        seen.rangeCount());
  }

  /** Whether so much waits for its commit that no more should be read. */
  public boolean isFull() {
    return pending.isFull(settings);
  }

  /** Whether something was read since the last step. */
  boolean hasWork() {
    return !pending.isEmpty();
  }

  /** Whether everything that was read is in the rows. */
  public boolean isAllCommitted() {
    return committedOffset >= nextOffset;
  }

  /**
   * Counts a record, in the order of offsets. A record that the rows reflect already is passed
   * over.
   */
  public void accept(SourceRecord record) {
    accept(DecodedRecord.of(record));
  }

  void accept(DecodedRecord record) {
    SourceRecord source = record.source();
    if (source.offset() < nextOffset) {
      metrics.replays.increment();
      return;
    }
    nextOffset = source.offset() + 1;
    pending.records++;
    if (record.message() == null) {
      reject(source, RejectReason.MALFORMED, record.malformation());
    } else {
      count(source, record.message());
    }
  }

  /** Tells of rejects that it was too early to tell of. */
  void tellOfRejects() {
    tally
        .takeUntold()
        .forEach(
            (reason, count) ->
                LOG.warn(
                    "more records rejected partition={} reason={} count={}",
                    partition,
                    reason.wireName(),
                    count));
  }

  /** What was read since the last step, or nothing if that is nothing. */
  public Optional<Step> takeStep() {
    if (pending.isEmpty()) {
      return Optional.empty();
    }
    Step step = new Step(partition, generation, pending, nextOffset, seen.copy(), forgottenBelow);
    pending = new PendingWork(nextOffset);
    return Optional.of(step);
  }

  /** The store has done a step. */
  public void committed(Step step, Committed committed) {
    handover = committed.handover();
    unseenFrom = committed.unseenFrom();
    committedOffset = step.nextOffset();
  }

  /**
   * Looks whether the rows are still what they were after the last step: where no trade comes, a
   * commit that the store has lost would be noticed by nobody.
   *
   * @throws FencedException if they are not
   * @throws StoreException if the store cannot be reached
   */
  public void requireFence(SpeedStore store) throws StoreException, FencedException {
    store.requireFence(partition, generation, committedOffset);
  }

  private void count(SourceRecord source, TradeMessage message) {
    Trade trade = message.trade();
    if (!trade.product().equals(product)) {
      reject(
          source,
          RejectReason.OTHER_PRODUCT,
          "it is a trade of " + trade.product() + " in the pipeline of " + product);
    } else if (message.isDatedAhead(source.timestamp())) {
      reject(
          source,
          RejectReason.FUTURE_DATED,
          "it is dated %s, and its record %s"
              .formatted(trade.time(), Instant.ofEpochMilli(source.timestamp())));
    } else if (trade.tradeId() < forgottenBelow) {
      leaveToBatchLayer(source, message);
    } else if (!seen.add(trade.tradeId())) {
      metrics.duplicates.increment();
    } else if (isFinal(trade)) {
      leaveToBatchLayer(source, message);
    } else {
      pending.fold.add(trade);
      pending.trades++;
      if (trade.time().isAfter(pending.latestTradeTime)) {
        pending.latestTradeTime = trade.time();
      }
    }
    forgetOldest();
  }

  private boolean isFinal(Trade trade) {
    return handover.isPresent() && trade.time().isBefore(handover.get());
  }

  private void leaveToBatchLayer(SourceRecord source, TradeMessage message) {
    // A run may have read it long before it is read here, as when the fence was lost.
    boolean dealtWith = isFinal(message.trade()) && source.offset() < unseenFrom;
    if (dealtWith) {
      metrics.replays.increment();
    } else {
      pending.late.add(message);
      metrics.late.increment();
    }
  }

  private void reject(SourceRecord source, RejectReason reason, String detail) {
    if (tally.isWorthALine(reason)) {
      LOG.warn(
          "record rejected partition={} offset={} reason={} detail={}",
          partition,
          source.offset(),
          reason.wireName(),
          detail);
    }
    pending.rejects.add(new Reject(partition, source.offset(), source.value(), reason, detail));
    metrics.rejects(reason).increment();
  }

  private void forgetOldest() {
    if (seen.rangeCount() > settings.maxSeenRanges()) {
      var oldest = seen.ranges().get(0);
      seen.removeRange(oldest.first(), oldest.last());
      forgottenBelow = oldest.last() + 1;
      LOG.warn("too many holes to remember partition={} forgotten={}", partition, oldest);
    }
  }
}
