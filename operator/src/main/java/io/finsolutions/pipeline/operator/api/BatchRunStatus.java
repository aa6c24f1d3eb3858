package io.finsolutions.pipeline.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** A run of the batch layer. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BatchRunStatus(
    @JsonPropertyDescription("Its number.") Long id,
    @JsonPropertyDescription("running, done or failed.") String result,
    @JsonPropertyDescription("When it began.") String startedAt,
    @JsonPropertyDescription("When it ended.") String finishedAt,
    @JsonPropertyDescription("Why it failed.") String error,
    @JsonPropertyDescription("Fields in which the speed layer's rows differed from the final ones.")
        Long speedDifferences,
    @JsonPropertyDescription("Fields in which the exchange's candles differed from the final rows.")
        Long candleDifferences) {}
