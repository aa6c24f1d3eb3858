package io.finsolutions.pipeline.operator.pods;

import io.fabric8.kubernetes.api.model.EmptyDirVolumeSourceBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;

/** What a pod has to write on: nothing that stays. */
public final class Volumes {
  private static final String SCRATCH = "tmp";

  private Volumes() {}

  /** The volume that is mounted on /tmp. */
  public static Volume scratch(String size) {
    return emptyDirectory(SCRATCH, size);
  }

  /** Where {@link #scratch} is mounted. */
  public static VolumeMount scratchMount() {
    return mount(SCRATCH, "/tmp");
  }

  /** A volume that goes with its pod. */
  public static Volume emptyDirectory(String name, String size) {
    return new VolumeBuilder()
        .withName(name)
        .withEmptyDir(new EmptyDirVolumeSourceBuilder().withSizeLimit(new Quantity(size)).build())
        .build();
  }

  /** A volume at its place. */
  public static VolumeMount mount(String volume, String path) {
    return new VolumeMountBuilder().withName(volume).withMountPath(path).build();
  }
}
