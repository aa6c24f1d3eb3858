package io.finsolutions.pipeline.operator.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;

/** The shape of a pod template overlay: any metadata and any spec. */
final class PodTemplateOverlay {
  @PreserveUnknownFields
  @JsonProperty
  @JsonPropertyDescription("Labels and annotations.")
  private Shape metadata;

  @PreserveUnknownFields
  @JsonProperty
  @JsonPropertyDescription("Any field of a pod's spec.")
  private Shape spec;

  @PreserveUnknownFields
  private static final class Shape {}
}
