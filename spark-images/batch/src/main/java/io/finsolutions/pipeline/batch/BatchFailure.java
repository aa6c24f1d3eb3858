package io.finsolutions.pipeline.batch;

import io.finsolutions.pipeline.archive.ArchiveException;
import io.finsolutions.pipeline.batch.engine.FailureReason;
import io.finsolutions.pipeline.batch.engine.StoreException;
import io.finsolutions.pipeline.service.FailedException;
import io.finsolutions.pipeline.store.DatabaseSettings;
import org.apache.kafka.common.KafkaException;
import org.apache.spark.SparkException;

/** What may go wrong with the servers that a run needs, in one line. */
final class BatchFailure {
  private BatchFailure() {}

  /** A run. */
  interface Work {
    void run() throws StoreException, InterruptedException;
  }

  /**
   * Runs.
   *
   * @throws FailedException if the database, the broker, the archive or Spark fails, with the
   *     reason
   */
  static void inWords(BatchSettings settings, Work work) throws InterruptedException {
    inWords(settings.database(), settings.kafka().toString(), "", work);
  }

  static void inWords(DatabaseSettings database, Work work) throws InterruptedException {
    inWords(database, "", "", work);
  }

  /**
   * Runs what needs no broker.
   *
   * @param wayOut what can be done when a server fails
   */
  static void inWords(DatabaseSettings database, String wayOut, Work work)
      throws InterruptedException {
    inWords(database, "", "; " + wayOut, work);
  }

  private static void inWords(DatabaseSettings database, String kafka, String wayOut, Work work)
      throws InterruptedException {
    try {
      work.run();
    } catch (InterruptedException | FailedException e) {
      throw e;
    } catch (StoreException e) {
      throw new FailedException(
          "the database " + database.url() + " fails: " + FailureReason.firstLine(e) + wayOut, e);
    } catch (KafkaException e) {
      throw new FailedException(
          "the broker " + kafka + " fails: " + FailureReason.firstLine(e) + wayOut, e);
    } catch (ArchiveException e) {
      throw new FailedException(e.getMessage() + ": " + FailureReason.firstLine(e) + wayOut, e);
    } catch (Exception e) {
      // Spark throws this checked exception from methods that do not declare it.
      if (e instanceof SparkException) {
        throw new FailedException("Spark fails: " + FailureReason.firstLine(e) + wayOut, e);
      }
      throw e;
    }
  }
}
