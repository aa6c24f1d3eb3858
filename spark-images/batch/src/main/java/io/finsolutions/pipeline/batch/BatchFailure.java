package io.finsolutions.pipeline.batch;

import io.finsolutions.pipeline.service.FailedException;
import java.sql.SQLException;
import org.apache.kafka.common.KafkaException;
import org.apache.spark.SparkException;

/** What may go wrong with the servers that a run needs, in one line. */
final class BatchFailure {
  private BatchFailure() {}

  /** A run. */
  interface Work {
    void run() throws SQLException, InterruptedException;
  }

  /**
   * Runs.
   *
   * @throws FailedException if the database, the broker or Spark fails, with the reason
   */
  static void inWords(BatchSettings settings, Work work) throws InterruptedException {
    try {
      work.run();
    } catch (InterruptedException | FailedException e) {
      throw e;
    } catch (SQLException e) {
      throw new FailedException(
          "the database " + settings.database().url() + " fails: " + firstLine(e), e);
    } catch (KafkaException e) {
      throw new FailedException(
          "the broker " + settings.bootstrapServers() + " fails: " + firstLine(e), e);
    } catch (Exception e) {
      // Spark throws this checked exception from methods that do not declare it.
      if (e instanceof SparkException) {
        throw new FailedException("Spark fails: " + firstLine(e), e);
      }
      throw e;
    }
  }

  /** The first line of what the first cause of a failure says. */
  static String firstLine(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String message = root.getMessage() == null ? root.toString() : root.getMessage();
    return message.lines().findFirst().orElse("");
  }
}
