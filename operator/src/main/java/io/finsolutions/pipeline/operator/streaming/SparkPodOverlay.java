package io.finsolutions.pipeline.operator.streaming;

import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;

/**
 * What a person wants of the pods of the speed layer, which is said once for driver and executors.
 */
final class SparkPodOverlay {
  static final String DRIVER_CONTAINER = "spark-kubernetes-driver";
  static final String EXECUTOR_CONTAINER = "spark-kubernetes-executor";

  private SparkPodOverlay() {}

  /** What of it is for the driver. */
  static PodTemplateSpec forDriver(PodTemplateSpec overlay) {
    return without(EXECUTOR_CONTAINER, overlay);
  }

  /** What of it is for the executors. */
  static PodTemplateSpec forExecutors(PodTemplateSpec overlay) {
    return without(DRIVER_CONTAINER, overlay);
  }

  // Laid over a pod that does not have it, it would be one more container, and one without image.
  private static PodTemplateSpec without(String container, PodTemplateSpec overlay) {
    return overlay == null || overlay.getSpec() == null
        ? overlay
        : new PodTemplateSpecBuilder(overlay)
            .editSpec()
            .removeMatchingFromContainers(one -> container.equals(one.getName()))
            .endSpec()
            .build();
  }
}
