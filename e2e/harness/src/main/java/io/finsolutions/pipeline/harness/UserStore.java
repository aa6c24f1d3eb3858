package io.finsolutions.pipeline.harness;

/** Whom Kafka lets in by a password. */
@FunctionalInterface
public interface UserStore {
  /**
   * Lets a user in with this password from now on, and with no other.
   *
   * @throws KafkaRefusalException if Kafka does not do it
   */
  void put(String user, String password);
}
