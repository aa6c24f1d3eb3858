package io.finsolutions.pipeline.operator.foreign;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.Map;

/** A Postgres, as the CloudNativePG operator knows it. */
@Group("postgresql.cnpg.io")
@Version("v1")
@Kind("Cluster")
@Plural("clusters")
public final class PostgresCluster
    extends CustomResource<Map<String, Object>, PostgresClusterStatus> implements Namespaced {
  private static final long serialVersionUID = 1L;

  @Override
  protected Map<String, Object> initSpec() {
    return null;
  }

  @Override
  protected PostgresClusterStatus initStatus() {
    return null;
  }
}
