package io.finsolutions.pipeline.streaming.engine;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
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
  private static final Duration LONGEST_UNCHECKED = Duration.ofSeconds(5);

  private final PartitionId partition;
  private final SpeedStore store;
  private final DeadLetters deadLetters;
  private final BarSink barSink;
  private final EngineMetrics metrics;
  private final Clock clock;
  private final Thread committer;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition workArrived = lock.newCondition();
  private final Condition workTaken = lock.newCondition();
  private final Condition workCommitted = lock.newCondition();

  // All below is guarded by the lock.
  private final PartitionCounter counter;
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
    this.store = store;
    this.deadLetters = deadLetters;
    this.barSink = barSink;
    this.metrics = metrics;
    this.clock = clock;
    counter = new PartitionCounter(partition, store.take(partition), readFence, settings, metrics);
    committer = new Thread(this::commitUntilClosed, "commit-" + partition);
    committer.setDaemon(true);
    committer.start();
  }

  /**
   * Counts records, in the order of offsets. One that the rows reflect already is passed over.
   * Waits while too much is waiting for its commit.
   *
   * <p>What is handed in together is committed together: were the commit to begin with the first
   * trade of a frame, all the others would wait for it.
   *
   * @throws EngineFailedException if the engine failed; a new one has to be made
   * @throws InterruptedException if interrupted while waiting
   */
  public void accept(List<SourceRecord> records)
      throws EngineFailedException, InterruptedException {
    List<DecodedRecord> decoded = records.stream().map(DecodedRecord::of).toList();
    lock.lockInterruptibly();
    try {
      requireSound();
      for (DecodedRecord record : decoded) {
        while (counter.isFull()) {
          workArrived.signal();
          workTaken.await();
          requireSound();
        }
        counter.accept(record);
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
      while (!counter.isAllCommitted()) {
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
      LOG.warn("commit does not end partition={}", partition);
      committer.interrupt();
    }
    store.close();
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
      while (awaitWork()) {
        Optional<Step> step = takeStep();
        if (step.isPresent()) {
          commit(step.get());
        } else {
          counter.requireFence(store);
        }
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
   * Waits for work, but not for long. Returns false once the engine is closed and all is committed.
   */
  private boolean awaitWork() throws InterruptedException {
    lock.lock();
    try {
      counter.tellOfRejects();
      long nanos = LONGEST_UNCHECKED.toNanos();
      while (!counter.hasWork() && !closing && nanos > 0) {
        nanos = workArrived.awaitNanos(nanos);
      }
      return counter.hasWork() || !closing;
    } finally {
      lock.unlock();
    }
  }

  private Optional<Step> takeStep() {
    lock.lock();
    try {
      workTaken.signalAll();
      return counter.takeStep();
    } finally {
      lock.unlock();
    }
  }

  private void commit(Step step) throws Exception {
    long started = System.nanoTime();
    Committed committed = step.commit(deadLetters, store);
    metrics.commitDuration.record(System.nanoTime() - started, TimeUnit.NANOSECONDS);
    measure(step.work(), committed);
    metrics.fenceMoved(step);
    lock.lock();
    try {
      counter.committed(step, committed);
      workCommitted.signalAll();
    } finally {
      lock.unlock();
    }
    barSink.announce(committed.bars());
  }

  private void measure(PendingWork work, Committed committed) {
    if (work.trades > 0) {
      metrics.trades.increment(work.trades);
      Duration delay = Duration.between(work.latestTradeTime, clock.instant());
      metrics.rowDelay.record(delay.isNegative() ? Duration.ZERO : delay);
    }
    metrics.rows.increment(committed.bars().size());
    metrics.commits.increment();
  }

  private void fail(Throwable cause) {
    LOG.warn("engine failed partition={} cause={}", partition, cause);
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
