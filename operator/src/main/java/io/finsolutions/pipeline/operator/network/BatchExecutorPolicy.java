package io.finsolutions.pipeline.operator.network;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
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
 * Whom the executors of a batch layer may talk to: the run that has started them, one another,
 * Kafka and the store of the archive.
 */
public final class BatchExecutorPolicy implements Operand<NetworkPolicy> {
  /** The label by which Spark tells its pods apart. */
  static final String ROLE = "spark-role";

  /** What it says of an executor. */
  static final String EXECUTOR = "executor";

  /** The name of the policy of a pair. */
  public static String name(Pair pair) {
    return pair.nameOf(Component.BATCH) + "-executors";
  }

  @Override
  public NetworkPolicy desired(Pair pair, Surroundings surroundings) {
    LabelSelector pods = Policies.pods(pair, Component.BATCH);
    List<NetworkPolicyEgressRule> egress =
        new ArrayList<>(
            List.of(
                Policies.dns(), Policies.toPorts(surroundings.kafka().ports()), Policies.to(pods)));
    Set<Integer> archive = ArchiveAccess.ports(pair);
    if (!archive.isEmpty()) {
      egress.add(Policies.toPorts(archive));
    }
    return Policies.of(
        pair.owned(Component.BATCH, name(pair)),
        new LabelSelectorBuilder(pods).addToMatchLabels(ROLE, EXECUTOR).build(),
        List.of(Policies.from(pods)),
        egress);
  }
}
