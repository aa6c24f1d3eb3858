package io.finsolutions.pipeline.operator.database;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.finsolutions.pipeline.operator.api.DatabaseStorage;
import io.finsolutions.pipeline.operator.apply.Operand;
import io.finsolutions.pipeline.operator.apply.Surroundings;
import io.finsolutions.pipeline.operator.pair.Component;
import io.finsolutions.pipeline.operator.pair.Pair;
import io.finsolutions.pipeline.operator.pods.VolumeClaim;

/**
 * The volume of a pair's own Postgres. Not made by its StatefulSet, which could not make it larger
 * later.
 */
public final class DatabaseVolume implements Operand<PersistentVolumeClaim> {
  @Override
  public PersistentVolumeClaim desired(Pair pair, Surroundings surroundings) {
    DatabaseStorage storage = pair.spec().database().managed().storage();
    return VolumeClaim.of(
        pair.kept(Component.DATABASE, pair.nameOf(Component.DATABASE)),
        storage.storageClassName(),
        storage.size());
  }
}
