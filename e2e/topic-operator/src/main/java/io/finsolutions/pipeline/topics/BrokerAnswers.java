package io.finsolutions.pipeline.topics;

import io.finsolutions.pipeline.harness.KafkaRefusalException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Waits for what Kafka answers. */
final class BrokerAnswers {
  private BrokerAnswers() {}

  /**
   * The answer, which the client bounds in time.
   *
   * @throws KafkaRefusalException if it is an error, in Kafka's words
   */
  static <T> T await(KafkaFuture<T> answer) {
    try {
      return get(answer);
    } catch (ExecutionException e) {
      throw new KafkaRefusalException(e.getCause().toString());
    }
  }

  /** Waits for a deletion; what is not there need not go. */
  static void awaitGone(KafkaFuture<Void> answer) {
    try {
      get(answer);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
        throw new KafkaRefusalException(e.getCause().toString());
      }
    }
  }

  private static <T> T get(KafkaFuture<T> answer) throws ExecutionException {
    try {
      return answer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaRefusalException(e.toString());
    }
  }
}
