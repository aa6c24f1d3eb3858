package io.finsolutions.pipeline.operator.console;

import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.finsolutions.pipeline.operator.apply.Operand;
import io.finsolutions.pipeline.operator.apply.Surroundings;
import io.finsolutions.pipeline.operator.pair.Component;
import io.finsolutions.pipeline.operator.pair.Pair;

/** Gives the console the right of {@link ConsoleRole}. For operators that know of a console. */
public final class ConsoleRoleBinding implements Operand<RoleBinding> {
  @Override
  public RoleBinding desired(Pair pair, Surroundings surroundings) {
    ConsoleAccount console = pair.settings().console().orElseThrow();
    return new RoleBindingBuilder()
        .withMetadata(pair.owned(Component.DATABASE, ConsoleRole.name(pair)))
        .withNewRoleRef()
        .withApiGroup("rbac.authorization.k8s.io")
        .withKind("Role")
        .withName(ConsoleRole.name(pair))
        .endRoleRef()
        .addNewSubject()
        .withKind("ServiceAccount")
        .withName(console.name())
        .withNamespace(console.namespace())
        .endSubject()
        .build();
  }
}
