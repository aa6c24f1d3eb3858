package io.finsolutions.pipeline.streaming;

import io.finsolutions.pipeline.streaming.engine.EngineFailedException;
import io.finsolutions.pipeline.streaming.engine.PartitionEngine;
import io.finsolutions.pipeline.streaming.engine.StoreException;
import io.finsolutions.pipeline.streaming.source.RecordBlock;
import io.finsolutions.pipeline.streaming.source.TradesSource;
import org.apache.spark.sql.ForeachWriter;
import org.apache.spark.sql.Row;

/**
 * Hands Spark's rows to the engines. Serves the continuous and the micro-batch trigger alike.
 *
 * <p>A row is one of {@link TradesSource}: the records that a poll of a partition brought.
 */
final class TradeWriter extends ForeachWriter<Row> {
  private static final long serialVersionUID = 1L;

  private final QueryRun run;

  private transient Engines engines;
  private transient PartitionEngine engine;
  private transient int enginePartition;

  TradeWriter(QueryRun run) {
    this.run = run;
  }

  /**
   * Called at the start of every epoch: where a failed commit is noticed although no trade comes.
   */
  @Override
  public boolean open(long partitionId, long epochId) {
    engines = Engines.of(run);
    engine = null;
    try {
      engines.requireWorking();
    } catch (EngineFailedException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
    return true;
  }

  @Override
  public void process(Row row) {
    int partition = row.getInt(0);
    try {
      if (engine == null || partition != enginePartition) {
        engine = engines.engine(partition);
        enginePartition = partition;
      }
      engine.accept(RecordBlock.unpack((byte[]) row.get(1)));
    } catch (EngineFailedException | StoreException e) {
      throw new IllegalStateException(e.getMessage(), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /**
   * Called at the end of every epoch, which is over only when its rows are in the store: a commit
   * that fails behind the last trade for long would be noticed by nobody otherwise.
   */
  @Override
  public void close(Throwable failure) {
    if (failure != null || engine == null) {
      return;
    }
    try {
      engine.awaitCommitted();
    } catch (EngineFailedException e) {
      throw new IllegalStateException(e.getMessage(), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted while a commit was awaited", e);
  }
}
