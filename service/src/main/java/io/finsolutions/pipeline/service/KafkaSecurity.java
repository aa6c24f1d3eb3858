package io.finsolutions.pipeline.service;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;

/** The security settings of a Kafka client, by Kafka's names for them. */
record KafkaSecurity(Map<String, String> settings) implements Serializable {
  static final KafkaSecurity NONE = new KafkaSecurity(Map.of());

  KafkaSecurity {
    settings = new HashMap<>(settings);
  }

  /** Without passwords, so that it is safe to log. */
  @Override
  public String toString() {
    return settings.keySet().toString();
  }
}
