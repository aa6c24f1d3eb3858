package io.finsolutions.pipeline.operator.archive;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.finsolutions.pipeline.operator.api.ArchiveStorage;
import io.finsolutions.pipeline.operator.apply.Operand;
import io.finsolutions.pipeline.operator.apply.Surroundings;
import io.finsolutions.pipeline.operator.pair.Component;
import io.finsolutions.pipeline.operator.pair.Pair;

/** The volume of a pair's archive. Like that of its database, it outlives what writes on it. */
public final class ArchiveVolume implements Operand<PersistentVolumeClaim> {
  /** The name of the claim. */
  static String name(Pair pair) {
    return pair.name() + "-archive";
  }

  @Override
  public PersistentVolumeClaim desired(Pair pair, Surroundings surroundings) {
    ArchiveStorage storage = pair.spec().batch().archive().storage();
    return new PersistentVolumeClaimBuilder()
        .withMetadata(pair.kept(Component.BATCH, name(pair)))
        .withNewSpec()
        .withAccessModes("ReadWriteOnce")
        .withStorageClassName(storage.storageClassName())
        .withNewResources()
        .addToRequests("storage", new Quantity(storage.size()))
        .endResources()
        .endSpec()
        .build();
  }
}
