package io.finsolutions.pipeline.operator.database;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.finsolutions.pipeline.operator.apply.Operand;
import io.finsolutions.pipeline.operator.apply.Surroundings;
import io.finsolutions.pipeline.operator.pair.Component;
import io.finsolutions.pipeline.operator.pair.Pair;

/** The name under which a pair's own Postgres is found. */
public final class DatabaseService implements Operand<Service> {
  @Override
  public Service desired(Pair pair, Surroundings surroundings) {
    return new ServiceBuilder()
        .withMetadata(pair.owned(Component.DATABASE, pair.nameOf(Component.DATABASE)))
        .withNewSpec()
        .withType("ClusterIP")
        .withSelector(pair.selector(Component.DATABASE))
        .addNewPort()
        .withName("postgres")
        .withPort(ManagedPostgres.PORT)
        .withTargetPort(new IntOrString("postgres"))
        .withProtocol("TCP")
        .endPort()
        .endSpec()
        .build();
  }
}
