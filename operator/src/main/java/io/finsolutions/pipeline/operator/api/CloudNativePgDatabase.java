package io.finsolutions.pipeline.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** A Postgres that the CloudNativePG operator runs. */
public record CloudNativePgDatabase(
    @Default("1")
        @Min(1)
        @Max(9)
        @JsonPropertyDescription("Instances: one that is written to, and its replicas.")
        Integer instances,
    @Default("{}") @JsonPropertyDescription("The volume of each instance.") DatabaseStorage storage,
    @JsonPropertyDescription("Requests and limits of each instance. Default: none.")
        ComputeResources resources) {

  /** Fills in the defaults. */
  public CloudNativePgDatabase {
    instances = instances == null ? 1 : instances;
    storage = storage == null ? new DatabaseStorage(null, null) : storage;
    resources = resources == null ? ComputeResources.DEFAULT : resources;
  }
}
