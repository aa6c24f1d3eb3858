package io.finsolutions.pipeline.streaming.engine;

/**
 * Where the speed rows and the fences are, in one place, so that one step moves both or neither.
 *
 * <p>Belongs to one engine and is used by one thread at a time.
 */
public interface SpeedStore extends AutoCloseable {
  /**
   * Takes the fence of a partition: whoever held it before can commit nothing from now on.
   *
   * @throws StoreException if the store cannot be reached
   */
  Fence take(PartitionId partition) throws StoreException;

  /**
   * Merges the rows and moves the fence, in one step.
   *
   * @throws FencedException if the fence does not stand where the commit expects it, or has another
   *     taker; nothing was changed then
   * @throws StoreException if the outcome is unknown; the caller must take the fence again to learn
   *     it
   */
  Committed commit(SpeedCommit commit) throws StoreException, FencedException;

  /**
   * Does nothing while the fence stands where its holder left it.
   *
   * @throws FencedException if it has another taker, or stands elsewhere: then the store has lost
   *     commits
   * @throws StoreException if the store cannot be reached
   */
  void requireFence(PartitionId partition, long generation, long nextOffset)
      throws StoreException, FencedException;

  @Override
  void close();
}
