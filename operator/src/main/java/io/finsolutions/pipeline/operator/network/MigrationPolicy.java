package io.finsolutions.pipeline.operator.network;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.finsolutions.pipeline.operator.apply.Operand;
import io.finsolutions.pipeline.operator.apply.Surroundings;
import io.finsolutions.pipeline.operator.pair.Component;
import io.finsolutions.pipeline.operator.pair.Pair;
import java.util.List;

/** Whom the migration of a pair may talk to: its database. */
public final class MigrationPolicy implements Operand<NetworkPolicy> {
  @Override
  public NetworkPolicy desired(Pair pair, Surroundings surroundings) {
    return Policies.of(
        pair,
        Component.MIGRATION,
        List.of(),
        List.of(Policies.dns(), Policies.toPorts(List.of(surroundings.database().port()))));
  }
}
