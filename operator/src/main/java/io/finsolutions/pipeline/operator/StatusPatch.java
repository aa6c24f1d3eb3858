package io.finsolutions.pipeline.operator;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.finsolutions.pipeline.operator.api.CryptoPipeline;
import io.finsolutions.pipeline.operator.api.CryptoPipelineStatus;

/** A resource with its status and nothing else, so that nothing else is written. */
public final class StatusPatch {
  private StatusPatch() {}

  /** The patch of a resource. */
  public static CryptoPipeline of(CryptoPipeline resource, CryptoPipelineStatus status) {
    CryptoPipeline patch = new CryptoPipeline();
    patch.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace(resource.getMetadata().getNamespace())
            .withName(resource.getMetadata().getName())
            .build());
    patch.setStatus(status);
    return patch;
  }
}
