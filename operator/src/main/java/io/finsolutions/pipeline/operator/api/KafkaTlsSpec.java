package io.finsolutions.pipeline.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;

/** TLS to a Kafka that is not Strimzi's. */
public record KafkaTlsSpec(
    @Size(min = 1, max = 253)
        @JsonPropertyDescription(
            "A Secret of this namespace with the certificate of who signed the brokers' as ca.crt."
                + " Default: those that the Java runtime trusts.")
        String caSecret) {}
