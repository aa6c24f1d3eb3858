package io.finsolutions.pipeline.operator.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How Spark reads the trades. */
public enum StreamingTrigger {
  /** Row by row. */
  @JsonProperty("continuous")
  CONTINUOUS("continuous"),

  /** In small batches. */
  @JsonProperty("micro-batch")
  MICRO_BATCH("micro-batch");

  private final String flag;

  StreamingTrigger(String flag) {
    this.flag = flag;
  }

  /** What the speed layer's own setting calls it. */
  public String flag() {
    return flag;
  }
}
