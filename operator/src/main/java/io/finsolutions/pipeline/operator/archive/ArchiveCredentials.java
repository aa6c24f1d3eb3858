package io.finsolutions.pipeline.operator.archive;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Secret;
import io.finsolutions.pipeline.operator.api.ArchiveSpec;
import io.finsolutions.pipeline.operator.apply.Secrets;
import io.finsolutions.pipeline.operator.pair.Pair;
import io.finsolutions.pipeline.operator.pods.Variables;
import io.finsolutions.pipeline.operator.status.UnmetException;
import java.util.List;
import java.util.stream.Stream;

/** With what an object store lets a pair in: variables of the AWS SDK, from a Secret. */
public final class ArchiveCredentials {
  private static final List<String> NEEDED = List.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY");
  private static final List<String> OPTIONAL = List.of("AWS_SESSION_TOKEN", "AWS_REGION");

  private ArchiveCredentials() {}

  /**
   * Returns if the Secret that a pair names says what is needed, or if it names none.
   *
   * @throws UnmetException if it is missing, or lacks a key
   */
  public static void require(Pair pair, Secrets secrets) {
    ArchiveSpec archive = pair.spec().batch().archive();
    if (archive == null || archive.credentialsSecret() == null) {
      return;
    }
    Secret secret =
        secrets.require(
            pair.namespace(),
            archive.credentialsSecret(),
            "which spec.batch.archive.credentialsSecret names: create it with "
                + String.join(" and ", NEEDED)
                + ", or leave the field out for the account of the pod");
    NEEDED.forEach(key -> Secrets.requireValue(secret, key));
  }

  /** The variables. A run reads the Secret anew, so that a change of it needs no restart. */
  static List<EnvVar> variables(String secret) {
    return Stream.concat(
            NEEDED.stream().map(key -> Variables.fromSecret(key, secret, key)),
            OPTIONAL.stream().map(key -> Variables.fromSecretIfSaid(key, secret, key)))
        .toList();
  }
}
