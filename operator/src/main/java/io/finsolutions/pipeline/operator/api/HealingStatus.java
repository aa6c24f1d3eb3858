package io.finsolutions.pipeline.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** How often a part that hung was started anew. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HealingStatus(
    @JsonPropertyDescription("How often in a row, without a spell of health between.")
        Integer attempts,
    @JsonPropertyDescription("When it was done last.") String lastAttemptAt,
    @JsonPropertyDescription("The state that the SparkApplication is in.") String state,
    @JsonPropertyDescription("Since when it has been in that state.") String since) {}
