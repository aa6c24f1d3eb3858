package io.finsolutions.pipeline.operator.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What becomes of a pair's data when its resource is deleted. */
public enum DeletionPolicy {
  /** Topics and database stay. */
  @JsonProperty("Retain")
  RETAIN,

  /** Topics and database go. */
  @JsonProperty("Delete")
  DELETE
}
