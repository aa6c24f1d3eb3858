package io.finsolutions.pipeline.operator.network;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.finsolutions.pipeline.operator.apply.Operand;
import io.finsolutions.pipeline.operator.apply.Surroundings;
import io.finsolutions.pipeline.operator.pair.Component;
import io.finsolutions.pipeline.operator.pair.Pair;
import java.util.List;

/** Whom the producer of a pair may talk to: Kafka and the exchange. */
public final class ProducerPolicy implements Operand<NetworkPolicy> {
  @Override
  public NetworkPolicy desired(Pair pair, Surroundings surroundings) {
    return Policies.of(
        pair,
        Component.PRODUCER,
        List.of(Policies.management()),
        List.of(
            Policies.dns(),
            Policies.toPorts(surroundings.kafka().ports()),
            Policies.toExchange(pair.settings().exchange())));
  }
}
