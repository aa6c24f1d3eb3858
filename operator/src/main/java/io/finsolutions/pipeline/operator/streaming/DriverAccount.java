package io.finsolutions.pipeline.operator.streaming;

import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.finsolutions.pipeline.operator.apply.Operand;
import io.finsolutions.pipeline.operator.apply.Surroundings;
import io.finsolutions.pipeline.operator.pair.Component;
import io.finsolutions.pipeline.operator.pair.Pair;

/** Who a driver is that starts executors. A driver without needs to be nobody. */
public final class DriverAccount implements Operand<ServiceAccount> {
  @Override
  public ServiceAccount desired(Pair pair, Surroundings surroundings) {
    return new ServiceAccountBuilder()
        .withMetadata(pair.owned(Component.STREAMING, pair.nameOf(Component.STREAMING)))
        .withAutomountServiceAccountToken(false)
        .build();
  }
}
