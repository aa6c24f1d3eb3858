package io.finsolutions.pipeline.operator.pods;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;

/** The environment of a process. */
public final class Variables {
  private Variables() {}

  /** A setting of a process. */
  public static EnvVar setting(String name, Object value) {
    return new EnvVarBuilder().withName("PIPELINE_" + name).withValue(value.toString()).build();
  }

  /** A variable with what a Secret says. */
  public static EnvVar fromSecret(String name, String secret, String key) {
    return fromSecret(name, secret, key, null);
  }

  /** A variable that is there only if a Secret says it. */
  public static EnvVar fromSecretIfSaid(String name, String secret, String key) {
    return fromSecret(name, secret, key, true);
  }

  private static EnvVar fromSecret(String name, String secret, String key, Boolean isOptional) {
    return new EnvVarBuilder()
        .withName(name)
        .withNewValueFrom()
        .withNewSecretKeyRef(key, secret, isOptional)
        .endValueFrom()
        .build();
  }
}
