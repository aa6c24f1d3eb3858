package io.finsolutions.pipeline.operator.network;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.finsolutions.pipeline.operator.apply.Operand;
import io.finsolutions.pipeline.operator.apply.Surroundings;
import io.finsolutions.pipeline.operator.archive.ArchiveAccess;
import io.finsolutions.pipeline.operator.pair.Component;
import io.finsolutions.pipeline.operator.pair.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Whom the batch layer of a pair may talk to: Kafka, its database, the exchange and the store of
 * its archive.
 */
public final class BatchPolicy implements Operand<NetworkPolicy> {
  @Override
  public NetworkPolicy desired(Pair pair, Surroundings surroundings) {
    List<NetworkPolicyEgressRule> egress =
        new ArrayList<>(
            List.of(
                Policies.dns(),
                Policies.toPorts(surroundings.kafka().ports()),
                Policies.toPorts(List.of(surroundings.database().port())),
                Policies.toExchange(pair.settings().exchange())));
    Set<Integer> archive = ArchiveAccess.ports(pair);
    if (!archive.isEmpty()) {
      egress.add(Policies.toPorts(archive));
    }
    return Policies.of(pair, Component.BATCH, List.of(), egress);
  }
}
