package io.finsolutions.pipeline.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A Postgres that is there already. */
public record ExternalDatabase(
    @Required
        @Size(min = 1, max = 253)
        @JsonPropertyDescription(
            "A Secret of this namespace with host, dbname, username and password, and if need be"
                + " port (5432) and sslmode (prefer).")
        String secretName) {}
