package io.finsolutions.pipeline.operator.spark;

import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.finsolutions.pipeline.operator.pair.Component;
import io.finsolutions.pipeline.operator.pair.Pair;

/**
 * What a driver of a component that starts executors may do in its namespace: what the ClusterRole
 * of the chart says. The operator may bind that one, and so need not be allowed all of it itself.
 */
public final class DriverRights {
  private DriverRights() {}

  /** Who the driver is. A driver without executors needs to be nobody. */
  public static ServiceAccount account(Pair pair, Component component) {
    return new ServiceAccountBuilder()
        .withMetadata(pair.owned(component, pair.nameOf(component)))
        .withAutomountServiceAccountToken(false)
        .build();
  }

  /** What an account may do. */
  public static RoleBinding binding(Pair pair, Component component, String account) {
    return new RoleBindingBuilder()
        .withMetadata(pair.owned(component, pair.nameOf(component)))
        .withNewRoleRef()
        .withApiGroup("rbac.authorization.k8s.io")
        .withKind("ClusterRole")
        .withName(pair.settings().driverClusterRole())
        .endRoleRef()
        .addNewSubject()
        .withKind("ServiceAccount")
        .withName(account)
        .withNamespace(pair.namespace())
        .endSubject()
        .build();
  }
}
