package io.finsolutions.pipeline.operator.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What becomes of a pair's data when its resource is deleted. */
public enum DeletionPolicy {
  /** Topics, database and the volume of the archive stay. */
  @JsonProperty("Retain")
  RETAIN,

  /** Topics, database and the volume of the archive go. */
  @JsonProperty("Delete")
  DELETE
}
