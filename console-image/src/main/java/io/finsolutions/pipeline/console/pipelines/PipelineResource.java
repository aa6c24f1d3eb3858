package io.finsolutions.pipeline.console.pipelines;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Secret;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.store.DatabaseSettings;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * A CryptoPipeline, as far as one has to know it to read its rows: what the operator makes of its
 * {@code spec.database}, and under which names.
 */
record PipelineResource(GenericKubernetesResource resource) {
  private static final String DATABASE = "pipeline";
  private static final String PORT = "5432";

  /** Its namespace and its name. */
  String name() {
    return namespace() + "/" + resource.getMetadata().getName();
  }

  /** The pair that it counts, if it is one. */
  Optional<TradingPair> product() {
    try {
      return Optional.of(TradingPair.parse(String.valueOf(field("tradingPair"))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Where the user and the password of its database are. */
  SecretName secret() {
    Object external = field("database", "external", "secretName");
    String name =
        external == null ? databaseName() + (isClustered() ? "-app" : "") : external.toString();
    return new SecretName(namespace(), name);
  }

  /** What there is to tell of it, by what is known of its Secret. */
  PipelineEntry entry(TradingPair product, SeenSecret seen) {
    try {
      if (seen.refusal().isPresent()) {
        throw new UnreachableException(seen.refusal().orElseThrow());
      }
      Secret secret =
          seen.secret()
              .orElseThrow(
                  () -> new UnreachableException("there is no " + secret() + ", " + purpose()));
      return new PipelineEntry(name(), product, Optional.of(settings(secret)), Optional.empty());
    } catch (UnreachableException e) {
      return new PipelineEntry(name(), product, Optional.empty(), Optional.of(e.getMessage()));
    }
  }

  private DatabaseSettings settings(Secret secret) throws UnreachableException {
    String place =
        isExternal()
            ? require(secret, "host").strip()
                + ":"
                + value(secret, "port").map(String::strip).orElse(PORT)
                + "/"
                + require(secret, "dbname").strip()
                + value(secret, "sslmode").map(mode -> "?sslmode=" + mode.strip()).orElse("")
            : databaseName()
                + (isClustered() ? "-rw." : ".")
                + namespace()
                + ".svc:"
                + PORT
                + "/"
                + DATABASE;
    return new DatabaseSettings(
        "jdbc:postgresql://" + place, require(secret, "username"), require(secret, "password"));
  }

  private String purpose() {
    if (isExternal()) {
      return "which spec.database.external.secretName names";
    }
    return isClustered() ? "which CloudNativePG makes" : "which the operator makes";
  }

  private boolean isExternal() {
    return field("database", "external") != null;
  }

  private boolean isClustered() {
    return field("database", "cloudNativePg") != null;
  }

  private String databaseName() {
    return resource.getMetadata().getName() + "-database";
  }

  private String namespace() {
    return resource.getMetadata().getNamespace();
  }

  private Object field(String... path) {
    Object[] full = new Object[path.length + 1];
    full[0] = "spec";
    System.arraycopy(path, 0, full, 1, path.length);
    return resource.get(full);
  }

  private String require(Secret secret, String key) throws UnreachableException {
    return value(secret, key)
        .orElseThrow(() -> new UnreachableException(secret() + " has no " + key));
  }

  private static Optional<String> value(Secret secret, String key) {
    return Optional.ofNullable(secret.getData())
        .map(data -> data.get(key))
        .map(text -> new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8))
        .filter(text -> !text.isBlank());
  }

  /** It cannot be known how to reach the database; the message says why. */
  private static final class UnreachableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreachableException(String reason) {
      super(reason, null, false, false);
    }
  }
}
