package io.finsolutions.pipeline.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/** One part of a pair's pipeline. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ComponentStatus(
    @Required
        @JsonPropertyDescription("Which: topics, database, migration, producer, stream or batch.")
        String name,
    @Required @JsonPropertyDescription("Whether it works.") Boolean ready,
    @JsonPropertyDescription("The resource that it is, as kind/name.") String resource,
    @JsonPropertyDescription("What it does right now, or why it does not work.") String message) {}
