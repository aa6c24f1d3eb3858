package io.finsolutions.pipeline.operator.archive;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.finsolutions.pipeline.operator.api.ArchiveStorage;
import io.finsolutions.pipeline.operator.apply.Operand;
import io.finsolutions.pipeline.operator.apply.Surroundings;
import io.finsolutions.pipeline.operator.pair.Component;
import io.finsolutions.pipeline.operator.pair.Pair;
import io.finsolutions.pipeline.operator.pods.VolumeClaim;

/** The volume of a pair's archive. Like that of its database, it outlives what writes on it. */
public final class ArchiveVolume implements Operand<PersistentVolumeClaim> {
  /** The name of the claim. */
  static String name(Pair pair) {
    return pair.name() + "-archive";
  }

  @Override
  public PersistentVolumeClaim desired(Pair pair, Surroundings surroundings) {
    ArchiveStorage storage = pair.spec().batch().archive().storage();
    return VolumeClaim.of(
        pair.kept(Component.BATCH, name(pair)), storage.storageClassName(), storage.size());
  }
}
