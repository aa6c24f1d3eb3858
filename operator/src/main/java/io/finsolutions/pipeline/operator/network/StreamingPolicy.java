package io.finsolutions.pipeline.operator.network;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.finsolutions.pipeline.operator.apply.Operand;
import io.finsolutions.pipeline.operator.apply.Surroundings;
import io.finsolutions.pipeline.operator.pair.Component;
import io.finsolutions.pipeline.operator.pair.Pair;
import java.util.ArrayList;
import java.util.List;

/**
 * Whom the speed layer of a pair may talk to: Kafka, its database and, where there are executors,
 * one another and the API server.
 */
public final class StreamingPolicy implements Operand<NetworkPolicy> {
  @Override
  public NetworkPolicy desired(Pair pair, Surroundings surroundings) {
    List<NetworkPolicyIngressRule> ingress = new ArrayList<>(List.of(Policies.management()));
    List<NetworkPolicyEgressRule> egress =
        new ArrayList<>(
            List.of(
                Policies.dns(),
                Policies.toPorts(surroundings.kafka().ports()),
                Policies.toPorts(List.of(surroundings.database().port()))));
    if (pair.spec().streaming().executors() > 0) {
      LabelSelector one = Policies.pods(pair, Component.STREAMING);
      ingress.add(Policies.from(one));
      egress.add(Policies.to(one));
      egress.add(Policies.toApiServer());
    }
    return Policies.of(pair, Component.STREAMING, ingress, egress);
  }
}
