package io.finsolutions.pipeline.operator.network;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.finsolutions.pipeline.operator.apply.Operand;
import io.finsolutions.pipeline.operator.apply.Surroundings;
import io.finsolutions.pipeline.operator.pair.Component;
import io.finsolutions.pipeline.operator.pair.Pair;
import java.util.List;

/** Who may talk to the Postgres of a pair's own: this platform's pods. */
public final class DatabasePolicy implements Operand<NetworkPolicy> {
  @Override
  public NetworkPolicy desired(Pair pair, Surroundings surroundings) {
    return Policies.of(
        pair,
        Component.DATABASE,
        List.of(Policies.fromPlatform(surroundings.database().port())),
        List.of());
  }
}
