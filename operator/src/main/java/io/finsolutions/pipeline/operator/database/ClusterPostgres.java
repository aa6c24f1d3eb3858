package io.finsolutions.pipeline.operator.database;

import io.fabric8.kubernetes.api.model.Quantity;
import io.finsolutions.pipeline.operator.api.CloudNativePgDatabase;
import io.finsolutions.pipeline.operator.apply.Operand;
import io.finsolutions.pipeline.operator.apply.Surroundings;
import io.finsolutions.pipeline.operator.foreign.PostgresCluster;
import io.finsolutions.pipeline.operator.pair.Component;
import io.finsolutions.pipeline.operator.pair.Pair;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The Postgres of a pair that CloudNativePG runs. */
public final class ClusterPostgres implements Operand<PostgresCluster> {
  private static final String OWNER = "pipeline";

  @Override
  public PostgresCluster desired(Pair pair, Surroundings surroundings) {
    CloudNativePgDatabase wanted = pair.spec().database().cloudNativePg();
    Map<String, Object> storage = new LinkedHashMap<>();
    storage.put("size", wanted.storage().size());
    if (wanted.storage().storageClassName() != null) {
      storage.put("storageClass", wanted.storage().storageClassName());
    }
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("instances", wanted.instances());
    spec.put("storage", storage);
    spec.put(
        "bootstrap",
        Map.of("initdb", Map.of("database", ManagedPostgres.DATABASE, "owner", OWNER)));
    spec.put(
        "inheritedMetadata",
        Map.of("labels", pair.kept(Component.DATABASE, pair.name()).getLabels()));
    Map<String, Object> resources = resources(wanted);
    if (!resources.isEmpty()) {
      spec.put("resources", resources);
    }
    PostgresCluster cluster = new PostgresCluster();
    cluster.setMetadata(pair.kept(Component.DATABASE, pair.nameOf(Component.DATABASE)));
    cluster.setSpec(spec);
    return cluster;
  }

  private static Map<String, Object> resources(CloudNativePgDatabase wanted) {
    Map<String, Object> resources = new LinkedHashMap<>();
    if (!wanted.resources().requests().isEmpty()) {
      resources.put("requests", texts(wanted.resources().requests()));
    }
    if (!wanted.resources().limits().isEmpty()) {
      resources.put("limits", texts(wanted.resources().limits()));
    }
    return resources;
  }

  private static Map<String, String> texts(Map<String, Quantity> quantities) {
    return quantities.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().toString()));
  }
}
