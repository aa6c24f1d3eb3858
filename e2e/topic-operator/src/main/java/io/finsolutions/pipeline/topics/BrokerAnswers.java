package io.finsolutions.pipeline.topics;

import io.finsolutions.pipeline.harness.KafkaRefusalException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaFuture;

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
      return answer.get();
    } catch (ExecutionException e) {
      throw new KafkaRefusalException(e.getCause().toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaRefusalException(e.toString());
    }
  }
}
