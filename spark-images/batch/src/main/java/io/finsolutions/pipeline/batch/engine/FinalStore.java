package io.finsolutions.pipeline.batch.engine;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the store has of one product, over a connection of its own; for one run. Every method throws
 * {@link StoreException} if the store does not answer.
 */
public interface FinalStore extends BarReader, AutoCloseable {
  /**
   * Makes sure that no other run of the product is under way, until the lock is closed or the
   * connection ends.
   *
   * @throws io.finsolutions.pipeline.service.FailedException if there is one
   */
  Lock lock() throws StoreException;

  /** Writes down why a run failed. */
  void fail(long runId, String error) throws StoreException;

  /** Where the runs before have brought the product. */
  Handover handover() throws StoreException;

  /** The holes that rows are final without, by id. */
  List<Hole> missingIds() throws StoreException;

  /** By start, how many trades each final second of a range has. */
  Map<Instant, Long> finalTrades(TimeRange range) throws StoreException;

  /**
   * The time of the first trade of the final seconds from an instant on; empty if there is none.
   */
  Optional<Instant> firstTradeTimeFrom(Instant start) throws StoreException;

  /** The id of the first trade of the final seconds from an instant on; empty if there is none. */
  OptionalLong firstTradeIdFrom(Instant start) throws StoreException;

  /** The time of the last trade of the final seconds before an instant; empty if there is none. */
  Optional<Instant> lastTradeTimeBefore(Instant end) throws StoreException;

  /**
   * Changes all that the work changes, in one step that readers see whole or not at all. If the
   * work throws, nothing is changed.
   */
  <T> T atomically(Work<T> work) throws StoreException;

  @Override
  void close() throws StoreException;

  /** Held by the only run of the product that is under way. */
  interface Lock extends AutoCloseable {
    /** Writes down that a run begins, and returns its number. */
    long begin(RunKind kind) throws StoreException;

    @Override
    void close() throws StoreException;
  }

  /** What is done in one step. */
  @FunctionalInterface
  interface Work<T> {
    /** Does it. */
    T in(FinalStep step) throws StoreException;
  }
}
