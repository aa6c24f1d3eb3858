package io.finsolutions.pipeline.harness;

/** Kafka has refused a request, or not answered it. */
public final class KafkaRefusalException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * A refusal.
   *
   * @param message as an operator reads it: the class of Kafka's exception and its text
   */
  public KafkaRefusalException(String message) {
    super(message);
  }
}
