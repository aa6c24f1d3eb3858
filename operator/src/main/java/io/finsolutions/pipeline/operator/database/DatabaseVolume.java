package io.finsolutions.pipeline.operator.database;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.finsolutions.pipeline.operator.api.DatabaseStorage;
import io.finsolutions.pipeline.operator.apply.Operand;
import io.finsolutions.pipeline.operator.apply.Surroundings;
import io.finsolutions.pipeline.operator.pair.Component;
import io.finsolutions.pipeline.operator.pair.Pair;

/**
 * The volume of a pair's own Postgres. Not made by its StatefulSet, which could not make it larger
 * later.
 */
public final class DatabaseVolume implements Operand<PersistentVolumeClaim> {
  @Override
  public PersistentVolumeClaim desired(Pair pair, Surroundings surroundings) {
    DatabaseStorage storage = pair.spec().database().managed().storage();
    return new PersistentVolumeClaimBuilder()
        .withMetadata(pair.kept(Component.DATABASE, pair.nameOf(Component.DATABASE)))
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
