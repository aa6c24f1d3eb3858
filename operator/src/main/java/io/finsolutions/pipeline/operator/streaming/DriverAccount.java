package io.finsolutions.pipeline.operator.streaming;

import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.finsolutions.pipeline.operator.apply.Operand;
import io.finsolutions.pipeline.operator.apply.Surroundings;
import io.finsolutions.pipeline.operator.pair.Component;
import io.finsolutions.pipeline.operator.pair.Pair;
import io.finsolutions.pipeline.operator.spark.DriverRights;

/** Who the driver of a speed layer is that starts executors. */
public final class DriverAccount implements Operand<ServiceAccount> {
  @Override
  public ServiceAccount desired(Pair pair, Surroundings surroundings) {
    return DriverRights.account(pair, Component.STREAMING);
  }
}
