package io.finsolutions.pipeline.operator.streaming;

import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.finsolutions.pipeline.operator.apply.Operand;
import io.finsolutions.pipeline.operator.apply.Surroundings;
import io.finsolutions.pipeline.operator.pair.Component;
import io.finsolutions.pipeline.operator.pair.Pair;
import io.finsolutions.pipeline.operator.spark.DriverRights;

/** What the driver of a speed layer may do that starts executors. */
public final class DriverRoleBinding implements Operand<RoleBinding> {
  @Override
  public RoleBinding desired(Pair pair, Surroundings surroundings) {
    return DriverRights.binding(pair, Component.STREAMING, pair.nameOf(Component.STREAMING));
  }
}
