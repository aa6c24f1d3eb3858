package io.finsolutions.pipeline.operator.foreign;

import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;

/** A Postgres, as the CloudNativePG operator knows it. */
@Group("postgresql.cnpg.io")
@Version("v1")
@Kind("Cluster")
@Plural("clusters")
public final class PostgresCluster extends ForeignResource<PostgresClusterStatus> {}
