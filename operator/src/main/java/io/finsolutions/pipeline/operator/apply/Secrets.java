package io.finsolutions.pipeline.operator.apply;

import io.fabric8.kubernetes.api.model.Secret;
import io.finsolutions.pipeline.operator.status.Reason;
import io.finsolutions.pipeline.operator.status.UnmetException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** The Secrets that can be seen. */
@FunctionalInterface
public interface Secrets {
  /** The Secret of a name. */
  Optional<Secret> find(String namespace, String name);

  /**
   * The Secret of a name.
   *
   * @param purpose what it is for, for the message
   * @throws UnmetException if there is none
   */
  default Secret require(String namespace, String name, String purpose) {
    return find(namespace, name)
        .orElseThrow(
            () ->
                new UnmetException(
                    Reason.SECRET_MISSING,
                    "there is no Secret " + name + " in namespace " + namespace + ", " + purpose));
  }

  /** What a Secret says under a key, or nothing. */
  static Optional<String> value(Secret secret, String key) {
    return Optional.ofNullable(secret.getData())
        .map(data -> data.get(key))
        .map(text -> new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8))
        .filter(text -> !text.isBlank());
  }

  /**
   * What a Secret says under a key.
   *
   * @throws UnmetException if it says nothing
   */
  static String requireValue(Secret secret, String key) {
    return value(secret, key)
        .orElseThrow(
            () ->
                new UnmetException(
                    Reason.SECRET_INCOMPLETE,
                    "Secret "
                        + secret.getMetadata().getName()
                        + " in namespace "
                        + secret.getMetadata().getNamespace()
                        + " has no "
                        + key));
  }

  /** As a Secret carries it. */
  static String encode(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
