package io.finsolutions.pipeline.service;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/**
 * Where the pipeline's Kafka is and how to get in: the settings of every process that uses it.
 * Knows Kafka's names for them, and nothing else of Kafka. Its text is that of the brokers.
 */
public final class KafkaAccess implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final String BOOTSTRAP_SERVERS = "bootstrap.servers";

  @Option(
      names = "--kafka-bootstrap-servers",
      required = true,
      paramLabel = "HOST:PORT",
      description = "Where Kafka answers; several are joined by commas.")
  private String bootstrapServers;

  @Option(
      names = "--kafka-config",
      paramLabel = "FILE",
      converter = KafkaSecurityConverter.class,
      description =
          "Java properties with the security settings of a Kafka client: security.*, sasl.* and"
              + " ssl.*. Default: none, for a Kafka that lets everybody in.")
  private KafkaSecurity security = KafkaSecurity.NONE;

  /** To be filled by picocli. */
  public KafkaAccess() {}

  private KafkaAccess(String bootstrapServers, KafkaSecurity security) {
    this.bootstrapServers = bootstrapServers;
    this.security = security;
  }

  /** A Kafka that lets everybody in. */
  public static KafkaAccess at(String bootstrapServers) {
    return new KafkaAccess(bootstrapServers, KafkaSecurity.NONE);
  }

  /** The access that these {@link #settings} are of. */
  public static KafkaAccess of(Map<String, String> settings) {
    Map<String, String> security = new HashMap<>(settings);
    String bootstrapServers = security.remove(BOOTSTRAP_SERVERS);
    return new KafkaAccess(bootstrapServers, new KafkaSecurity(security));
  }

  /** The brokers, as host:port, joined by commas. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** By Kafka's names, the settings that every client needs. */
  public Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>(security.settings());
    settings.put(BOOTSTRAP_SERVERS, bootstrapServers);
    return settings;
  }

  @Override
  public String toString() {
    return bootstrapServers;
  }
}
