package io.finsolutions.pipeline.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;

/** A Postgres of a pair's own. */
public record ManagedDatabase(
    @Size(min = 1)
        @JsonPropertyDescription("The image. Default: that of the operator's own version.")
        String image,
    @JsonPropertyDescription("Requests and limits of the pod. Default: what was measured to do.")
        ComputeResources resources,
    @Default("{}") @JsonPropertyDescription("The volume that it keeps its data on.")
        DatabaseStorage storage,
    @SchemaFrom(type = PodTemplateOverlay.class)
        @JsonPropertyDescription(
            "Laid over the pod that is made: maps are merged, items of lists that have a name are"
                + " merged by it, everything else is replaced.")
        PodTemplateSpec template) {

  /** Fills in the defaults. */
  public ManagedDatabase {
    resources = resources == null ? ComputeResources.DEFAULT : resources;
    storage = storage == null ? new DatabaseStorage(null, null) : storage;
  }
}
