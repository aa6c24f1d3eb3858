package io.finsolutions.pipeline.operator.apply;

import io.finsolutions.pipeline.operator.database.DatabaseConnection;
import io.finsolutions.pipeline.operator.kafka.KafkaConnection;
import io.finsolutions.pipeline.operator.pods.Digest;

/**
 * What the pods of a pair find around them, as far as it is known.
 *
 * @param kafka null while it is not known
 * @param database null while it is not known
 */
public record Surroundings(KafkaConnection kafka, DatabaseConnection database) {
  /** Nothing is known yet, which is enough for what other operators run. */
  public static final Surroundings NONE = new Surroundings(null, null);

  /** Changes with the way into Kafka. */
  public String kafkaDigest() {
    return kafka.digest();
  }

  /** Changes with the way into the database. */
  public String databaseDigest() {
    return database.digest();
  }

  /** Changes with either. */
  public String digest() {
    return Digest.of(kafka.digest(), database.digest());
  }
}
