package io.finsolutions.pipeline.operator.console;

import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.finsolutions.pipeline.operator.apply.Operand;
import io.finsolutions.pipeline.operator.apply.Surroundings;
import io.finsolutions.pipeline.operator.pair.Component;
import io.finsolutions.pipeline.operator.pair.Pair;

/**
 * The right to see the one Secret with which a pair's rows are read. Who shows pages to people
 * should not be able to read all Secrets.
 */
public final class ConsoleRole implements Operand<Role> {
  /** Its name, and that of its binding. */
  public static String name(Pair pair) {
    return pair.name() + "-console";
  }

  @Override
  public Role desired(Pair pair, Surroundings surroundings) {
    return new RoleBuilder()
        .withMetadata(pair.owned(Component.DATABASE, name(pair)))
        .addNewRule()
        .withApiGroups("")
        .withResources("secrets")
        .withResourceNames(surroundings.database().secretName())
        // No more than the operator may itself, which else could not give it away.
        .withVerbs("list", "watch")
        .endRule()
        .build();
  }
}
