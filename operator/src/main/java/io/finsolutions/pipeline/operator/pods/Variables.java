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
    return new EnvVarBuilder()
        .withName(name)
        .withNewValueFrom()
        .withNewSecretKeyRef(key, secret, null)
        .endValueFrom()
        .build();
  }
}
