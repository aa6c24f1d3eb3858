package io.finsolutions.pipeline.operator.network;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.finsolutions.pipeline.operator.apply.Operand;
import io.finsolutions.pipeline.operator.apply.Surroundings;
import io.finsolutions.pipeline.operator.pair.Component;
import io.finsolutions.pipeline.operator.pair.Pair;
import java.util.List;

/** Whom the batch layer of a pair may talk to: Kafka, its database and the exchange. */
public final class BatchPolicy implements Operand<NetworkPolicy> {
  @Override
  public NetworkPolicy desired(Pair pair, Surroundings surroundings) {
    return Policies.of(
        pair,
        Component.BATCH,
        List.of(),
        List.of(
            Policies.dns(),
            Policies.toPorts(surroundings.kafka().ports()),
            Policies.toPorts(List.of(surroundings.database().port())),
            Policies.toExchange(pair.settings().exchange())));
  }
}
