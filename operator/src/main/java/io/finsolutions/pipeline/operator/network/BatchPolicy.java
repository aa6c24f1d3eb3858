package io.finsolutions.pipeline.operator.network;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.finsolutions.pipeline.operator.apply.Operand;
import io.finsolutions.pipeline.operator.apply.Surroundings;
import io.finsolutions.pipeline.operator.archive.ArchiveAccess;
import io.finsolutions.pipeline.operator.batch.BatchExecutors;
import io.finsolutions.pipeline.operator.pair.Component;
import io.finsolutions.pipeline.operator.pair.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Whom the batch layer of a pair may talk to: Kafka, its database, the exchange and the store of
 * its archive; and where there are executors, to them and to the API server.
 */
public final class BatchPolicy implements Operand<NetworkPolicy> {
  @Override
  public NetworkPolicy desired(Pair pair, Surroundings surroundings) {
    List<NetworkPolicyIngressRule> ingress = new ArrayList<>();
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
    LabelSelector pods = Policies.pods(pair, Component.BATCH);
    if (BatchExecutors.areWanted(pair)) {
      ingress.add(Policies.from(pods));
      egress.add(Policies.to(pods));
      egress.add(Policies.toApiServer());
      pods = withoutExecutors(pods);
    }
    return Policies.of(
        pair.owned(Component.BATCH, pair.nameOf(Component.BATCH)), pods, ingress, egress);
  }

  // They have a policy of their own, and would be allowed what either says.
  private static LabelSelector withoutExecutors(LabelSelector pods) {
    return new LabelSelectorBuilder(pods)
        .addNewMatchExpression()
        .withKey(BatchExecutorPolicy.ROLE)
        .withOperator("NotIn")
        .withValues(BatchExecutorPolicy.EXECUTOR)
        .endMatchExpression()
        .build();
  }
}
