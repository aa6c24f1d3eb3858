package io.finsolutions.pipeline.operator.pods;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;

/** What a pod writes on that stays: a volume for one pod at a time. */
public final class VolumeClaim {
  private VolumeClaim() {}

  /**
   * Claims a volume.
   *
   * @param storageClass null for the cluster's default
   * @param size how much it holds, such as 10Gi
   */
  public static PersistentVolumeClaim of(ObjectMeta metadata, String storageClass, String size) {
    return new PersistentVolumeClaimBuilder()
        .withMetadata(metadata)
        .withNewSpec()
        .withAccessModes("ReadWriteOnce")
        .withStorageClassName(storageClass)
        .withNewResources()
        .addToRequests("storage", new Quantity(size))
        .endResources()
        .endSpec()
        .build();
  }
}
