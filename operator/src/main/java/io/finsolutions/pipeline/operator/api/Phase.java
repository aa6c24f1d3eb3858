package io.finsolutions.pipeline.operator.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a pair is doing, in a word. */
public enum Phase {
  /** Something that it needs is not there yet, or not right. */
  @JsonProperty("Pending")
  PENDING,

  /** It is being set up. */
  @JsonProperty("Starting")
  STARTING,

  /** Every part works. */
  @JsonProperty("Running")
  RUNNING,

  /** It has worked, and some part does not now. */
  @JsonProperty("Degraded")
  DEGRADED,

  /** It stands still as it was told to. */
  @JsonProperty("Suspended")
  SUSPENDED,

  /** The operator leaves it alone as it was told to. */
  @JsonProperty("Paused")
  PAUSED,

  /** It is being deleted. */
  @JsonProperty("Deleting")
  DELETING
}
