package io.finsolutions.pipeline.operator.batch;

import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.finsolutions.pipeline.operator.apply.Operand;
import io.finsolutions.pipeline.operator.apply.Surroundings;
import io.finsolutions.pipeline.operator.pair.Component;
import io.finsolutions.pipeline.operator.pair.Pair;
import io.finsolutions.pipeline.operator.spark.DriverRights;

/** Who a run of a batch layer is that starts executors, unless its template names another. */
public final class BatchAccount implements Operand<ServiceAccount> {
  @Override
  public ServiceAccount desired(Pair pair, Surroundings surroundings) {
    return DriverRights.account(pair, Component.BATCH);
  }

  /** Its name. A store that lets in the account of a pod needs one of its own. */
  static String nameFor(Pair pair) {
    PodTemplateSpec template = pair.spec().batch().template();
    return template == null
            || template.getSpec() == null
            || template.getSpec().getServiceAccountName() == null
        ? pair.nameOf(Component.BATCH)
        : template.getSpec().getServiceAccountName();
  }
}
