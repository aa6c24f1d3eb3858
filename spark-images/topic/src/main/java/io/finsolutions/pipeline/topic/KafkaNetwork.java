package io.finsolutions.pipeline.topic;

import java.util.Map;

/**
 * How Kafka clients deal with a broker that goes and comes back: settings by which they notice
 * within two seconds and are back within half a second, where the defaults take half a minute.
 */
public final class KafkaNetwork {
  /** Settings for any Kafka client. */
  public static final Map<String, String> SETTINGS =
      Map.of(
          "socket.connection.setup.timeout.ms", "1000",
          "socket.connection.setup.timeout.max.ms", "2000",
          "reconnect.backoff.ms", "50",
          "reconnect.backoff.max.ms", "500");

  private KafkaNetwork() {}
}
