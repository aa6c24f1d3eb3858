package io.finsolutions.pipeline.operator.batch;

import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.finsolutions.pipeline.operator.apply.Operand;
import io.finsolutions.pipeline.operator.apply.Surroundings;
import io.finsolutions.pipeline.operator.pair.Component;
import io.finsolutions.pipeline.operator.pair.Pair;
import io.finsolutions.pipeline.operator.spark.DriverRights;

/** What a run of a batch layer may do that starts executors. */
public final class BatchRoleBinding implements Operand<RoleBinding> {
  @Override
  public RoleBinding desired(Pair pair, Surroundings surroundings) {
    return DriverRights.binding(pair, Component.BATCH, BatchAccount.nameFor(pair));
  }
}
