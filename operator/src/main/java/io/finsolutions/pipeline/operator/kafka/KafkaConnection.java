package io.finsolutions.pipeline.operator.kafka;

import java.util.Arrays;
import java.util.List;

/**
 * How the pods of a pair get into Kafka.
 *
 * @param bootstrapServers where Kafka answers, as host:port, joined by commas
 * @param isSecured whether they need the security settings of {@link KafkaConfigSecret}
 * @param digest changes with the settings, so that pods roll
 */
public record KafkaConnection(String bootstrapServers, boolean isSecured, String digest) {

  /** The ports that brokers answer on. */
  public List<Integer> ports() {
    return Arrays.stream(bootstrapServers.split(","))
        .map(address -> Integer.valueOf(address.substring(address.lastIndexOf(':') + 1)))
        .distinct()
        .sorted()
        .toList();
  }
}
