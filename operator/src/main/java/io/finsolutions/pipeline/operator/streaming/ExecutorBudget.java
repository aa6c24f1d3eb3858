package io.finsolutions.pipeline.operator.streaming;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import io.finsolutions.pipeline.operator.apply.Operand;
import io.finsolutions.pipeline.operator.apply.Surroundings;
import io.finsolutions.pipeline.operator.pair.Component;
import io.finsolutions.pipeline.operator.pair.Pair;
import java.util.TreeMap;

/**
 * How many executors may be taken away at once when a node is emptied. Only where there are
 * several: of a single pod, a budget would either say nothing or keep the node from ever being
 * emptied.
 */
public final class ExecutorBudget implements Operand<PodDisruptionBudget> {
  @Override
  public PodDisruptionBudget desired(Pair pair, Surroundings surroundings) {
    var pods = new TreeMap<>(pair.selector(Component.STREAMING));
    pods.put("spark-role", "executor");
    return new PodDisruptionBudgetBuilder()
        .withMetadata(pair.owned(Component.STREAMING, pair.nameOf(Component.STREAMING)))
        .withNewSpec()
        .withMaxUnavailable(new IntOrString(1))
        .withNewSelector()
        .withMatchLabels(pods)
        .endSelector()
        .endSpec()
        .build();
  }
}
