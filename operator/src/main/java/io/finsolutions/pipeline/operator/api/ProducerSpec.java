package io.finsolutions.pipeline.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;

/** The producer of a pair. */
public record ProducerSpec(
    @Size(min = 1)
        @JsonPropertyDescription("The image. Default: that of the operator's own version.")
        String image,
    @JsonPropertyDescription("Requests and limits of the pod. Default: what was measured to do.")
        ComputeResources resources,
    @SchemaFrom(type = PodTemplateOverlay.class)
        @JsonPropertyDescription(
            "Laid over the pod that is made: maps are merged, items of lists that have a name are"
                + " merged by it, everything else is replaced.")
        PodTemplateSpec template) {

  /** Fills in the defaults. */
  public ProducerSpec {
    resources = resources == null ? ComputeResources.DEFAULT : resources;
  }
}
