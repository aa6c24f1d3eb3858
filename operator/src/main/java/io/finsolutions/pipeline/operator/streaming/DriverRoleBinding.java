package io.finsolutions.pipeline.operator.streaming;

import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.finsolutions.pipeline.operator.apply.Operand;
import io.finsolutions.pipeline.operator.apply.Surroundings;
import io.finsolutions.pipeline.operator.pair.Component;
import io.finsolutions.pipeline.operator.pair.Pair;

/**
 * What a driver that starts executors may do in its namespace: what the ClusterRole of the chart
 * says. The operator may bind that one, and so need not be allowed all of it itself.
 */
public final class DriverRoleBinding implements Operand<RoleBinding> {
  @Override
  public RoleBinding desired(Pair pair, Surroundings surroundings) {
    return new RoleBindingBuilder()
        .withMetadata(pair.owned(Component.STREAMING, pair.nameOf(Component.STREAMING)))
        .withNewRoleRef()
        .withApiGroup("rbac.authorization.k8s.io")
        .withKind("ClusterRole")
        .withName(pair.settings().driverClusterRole())
        .endRoleRef()
        .addNewSubject()
        .withKind("ServiceAccount")
        .withName(pair.nameOf(Component.STREAMING))
        .withNamespace(pair.namespace())
        .endSubject()
        .build();
  }
}
