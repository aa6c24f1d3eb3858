package io.finsolutions.pipeline.operator;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.finsolutions.pipeline.operator.apply.Secrets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The Secrets of a cluster, in memory. */
public final class SampleSecrets implements Secrets {
  /** A certificate of three lines. */
  public static final String CERTIFICATE =
      "-----BEGIN CERTIFICATE-----\nQUJD+/==\n-----END CERTIFICATE-----\n";

  /** A key of three lines. */
  public static final String KEY =
      "-----BEGIN PRIVATE KEY-----\nREVG+/==\n-----END PRIVATE KEY-----\n";

  private final Map<String, Secret> secrets = new HashMap<>();

  /** Adds a Secret with some keys and what they say. */
  public SampleSecrets with(String namespace, String name, Map<String, String> texts) {
    Map<String, String> data = new LinkedHashMap<>();
    texts.forEach((key, text) -> data.put(key, Secrets.encode(text)));
    secrets.put(
        namespace + "/" + name,
        new SecretBuilder()
            .withNewMetadata()
            .withNamespace(namespace)
            .withName(name)
            .endMetadata()
            .withData(data)
            .build());
    return this;
  }

  @Override
  public Optional<Secret> find(String namespace, String name) {
    return Optional.ofNullable(secrets.get(namespace + "/" + name));
  }
}
