package io.finsolutions.pipeline.operator.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a client shows a Kafka cluster who it is. */
public enum KafkaAuthentication {
  /** Not at all, and without TLS. */
  @JsonProperty("None")
  NONE,

  /** With a password, over TLS. */
  @JsonProperty("ScramSha512")
  SCRAM_SHA_512,

  /** With a certificate. */
  @JsonProperty("Tls")
  TLS
}
