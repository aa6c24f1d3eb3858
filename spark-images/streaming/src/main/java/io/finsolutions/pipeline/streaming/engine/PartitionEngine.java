package io.finsolutions.pipeline.streaming.engine;

import io.finsolutions.pipeline.market.MalformedTradeException;
import io.finsolutions.pipeline.market.RejectReason;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradeIds;
import io.finsolutions.pipeline.market.TradeJson;
import io.finsolutions.pipeline.market.TradeMessage;
import io.finsolutions.pipeline.market.TradingPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the trades of one partition into speed rows, each trade once.
 *
 * <p>One thread reads records and {@linkplain #accept hands them in}; a second, the engine's own,
 * commits what came in meanwhile, over and over. What is read while a commit is under way becomes
 * the next commit: the busier the partition, the more trades share one. Rows and the fence that
 * says what they reflect move in one step, so whatever happens between two steps costs nothing but
 * reading again from the fence.
 *
 * <p>An engine that fails once stays failed: the outcome of its last commit may be unknown, and
 * only taking the fence again, with a new engine, tells.
 */
public final class PartitionEngine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PartitionEngine.class);
  private static final Duration DRAIN_LIMIT = Duration.ofSeconds(5);

  private final PartitionId partition;
  private final EngineSettings settings;
  private final TradingPair product;
  private final SpeedStore store;
  private final DeadLetters deadLetters;
  private final BarSink barSink;
  private final EngineMetrics metrics;
  private final Clock clock;
  private final long generation;
  private final Thread committer;

  /** What was read since the step before, and what the engine knew at its end. */
  private record Step(PendingWork work, long nextOffset, TradeIds seen, long forgottenBelow) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition workArrived = lock.newCondition();
  private final Condition workTaken = lock.newCondition();
  private final Condition workCommitted = lock.newCondition();

  // All below is guarded by the lock.
  private final TradeIds seen;
  private long nextOffset;
  private long committedOffset;
  private long forgottenBelow;
  private Optional<Instant> handover = Optional.empty();
  private PendingWork pending;
  private Throwable failure;
  private boolean closing;

  /**
   * Takes the fence of a partition and begins to commit.
   *
   * @param readFence where the fence stood when it was decided from which offset to read
   * @throws StoreException if the store cannot be reached, or has lost its latest commits since the
   *     fence was read, so that records before {@code readFence} are not in the rows any more
   */
  public PartitionEngine(
      PartitionId partition,
      long readFence,
      EngineSettings settings,
      SpeedStore store,
      DeadLetters deadLetters,
      BarSink barSink,
      EngineMetrics metrics,
      Clock clock)
      throws StoreException {
    this.partition = partition;
    this.settings = settings;
    this.product = TradingPair.parse(settings.product());
    this.store = store;
    this.deadLetters = deadLetters;
    this.barSink = barSink;
    this.metrics = metrics;
    this.clock = clock;
    Fence fence = store.take(partition);
    if (fence.nextOffset() < readFence) {
      throw new StoreException(
          "the fence of %s went back from offset %d to %d: the database has lost commits"
              .formatted(partition, readFence, fence.nextOffset()));
    }
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
    committer = new Thread(this::commitUntilClosed, "commit-" + partition);
    committer.setDaemon(true);
    committer.start();
  }

  /**
   * Counts a record, in the order of offsets. A record that the rows reflect already is passed
   * over. Waits while too much is waiting for its commit.
   *
   * @throws EngineFailedException if the engine failed; a new one has to be made
   * @throws InterruptedException if interrupted while waiting
   */
  public void accept(long offset, byte[] value) throws EngineFailedException, InterruptedException {
    TradeMessage message = null;
    String malformation = null;
    try {
      message = TradeJson.decode(value);
    } catch (MalformedTradeException e) {
      malformation = e.getMessage();
    }
    lock.lockInterruptibly();
    try {
      requireSound();
      if (offset < nextOffset) {
        metrics.replays.increment();
        return;
      }
      while (pending.isFull(settings)) {
        workTaken.await();
        requireSound();
      }
      nextOffset = offset + 1;
      pending.records++;
      if (message == null) {
        reject(offset, value, RejectReason.MALFORMED, malformation);
      } else {
        count(offset, value, message);
      }
      workArrived.signal();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until all that was handed in is committed.
   *
   * @throws EngineFailedException if the engine failed; a new one has to be made
   * @throws InterruptedException if interrupted while waiting
   */
  public void awaitCommitted() throws EngineFailedException, InterruptedException {
    lock.lockInterruptibly();
    try {
      requireSound();
      while (committedOffset < nextOffset) {
        workCommitted.await();
        requireSound();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Does nothing while the engine works.
   *
   * @throws EngineFailedException if the engine failed; a new one has to be made
   */
  public void requireWorking() throws EngineFailedException {
    lock.lock();
    try {
      requireSound();
    } finally {
      lock.unlock();
    }
  }

  /** Commits what came in, unless that takes longer than five seconds, and ends. */
  @Override
  public void close() {
    lock.lock();
    try {
      closing = true;
      workArrived.signal();
      workTaken.signalAll();
      workCommitted.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      committer.join(DRAIN_LIMIT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (committer.isAlive()) {
      LOG.warn("commit does not end partition={} generation={}", partition, generation);
      committer.interrupt();
    }
    store.close();
  }

  private void count(long offset, byte[] value, TradeMessage message) {
    Trade trade = message.trade();
    if (!trade.product().equals(product)) {
      reject(
          offset,
          value,
          RejectReason.OTHER_PRODUCT,
          "it is a trade of " + trade.product() + " in the pipeline of " + product);
    } else if (trade.time().isAfter(clock.instant().plus(settings.futureTolerance()))) {
      reject(
          offset,
          value,
          RejectReason.FUTURE_DATED,
          "it is dated " + trade.time() + ", and now is " + clock.instant());
    } else if (trade.tradeId() < forgottenBelow) {
      addLate(message);
    } else if (!seen.add(trade.tradeId())) {
      metrics.duplicates.increment();
    } else if (handover.isPresent() && trade.time().isBefore(handover.get())) {
      addLate(message);
    } else {
      pending.fold.add(trade);
      pending.trades++;
      if (trade.time().isAfter(pending.latestTradeTime)) {
        pending.latestTradeTime = trade.time();
      }
    }
    forgetOldest();
  }

  private void addLate(TradeMessage message) {
    pending.late.add(message);
    metrics.late.increment();
  }

  private void reject(long offset, byte[] value, RejectReason reason, String detail) {
    LOG.warn(
        "record rejected partition={} offset={} reason={} detail={}",
        partition,
        offset,
        reason.wireName(),
        detail);
    pending.rejects.add(new Reject(partition, offset, value, reason, detail));
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

  private void requireSound() throws EngineFailedException {
    if (failure != null) {
      throw new EngineFailedException(partition, failure);
    }
    if (closing) {
      throw new EngineFailedException(partition, new IllegalStateException("it is closed"));
    }
  }

  private void commitUntilClosed() {
    try {
      for (Step step = takeStep(); step != null; step = takeStep()) {
        commit(step);
      }
    } catch (Throwable e) {
      // Errors too: whoever hands in records would wait for this thread for ever.
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      fail(e);
    }
  }

  /**
   * Waits for work and takes it, or returns null once the engine is closed and all is committed.
   */
  private Step takeStep() throws InterruptedException {
    lock.lock();
    try {
      while (pending.isEmpty() && !closing) {
        workArrived.await();
      }
      if (pending.isEmpty()) {
        return null;
      }
      Step step = new Step(pending, nextOffset, seen.copy(), forgottenBelow);
      pending = new PendingWork(nextOffset);
      workTaken.signalAll();
      return step;
    } finally {
      lock.unlock();
    }
  }

  private void commit(Step step) throws Exception {
    PendingWork work = step.work();
    if (!work.rejects.isEmpty()) {
      deadLetters.keep(work.rejects);
    }
    SpeedCommit commit =
        new SpeedCommit(
            partition,
            generation,
            work.fromOffset,
            step.nextOffset(),
            step.seen(),
            step.forgottenBelow(),
            work.fold.bars(),
            work.late);
    long started = System.nanoTime();
    Committed committed = store.commit(commit);
    metrics.commitDuration.record(System.nanoTime() - started, TimeUnit.NANOSECONDS);
    lock.lock();
    try {
      handover = committed.handover();
      committedOffset = step.nextOffset();
      workCommitted.signalAll();
    } finally {
      lock.unlock();
    }
    if (work.trades > 0) {
      metrics.trades.increment(work.trades);
      Duration delay = Duration.between(work.latestTradeTime, clock.instant());
      metrics.rowDelay.record(delay.isNegative() ? Duration.ZERO : delay);
    }
    metrics.rows.increment(committed.bars().size());
    metrics.commits.increment();
    metrics.fenceMoved(commit);
    barSink.announce(committed.bars());
  }

  private void fail(Throwable cause) {
    LOG.warn("engine failed partition={} generation={} cause={}", partition, generation, cause);
    lock.lock();
    try {
      failure = cause;
      workTaken.signalAll();
      workCommitted.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
