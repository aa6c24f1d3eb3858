package io.finsolutions.pipeline.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** How new the rows of a pair are. Looked up now and then; times are the database's. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FreshnessStatus(
    @JsonPropertyDescription("When the newest row was written; brought up to date each minute.")
        String newestRowAt,
    @JsonPropertyDescription("Rows before it are final.") String finalUntil,
    @JsonPropertyDescription("Trades that are known to be missing and are being fetched.")
        Long openHoles,
    @JsonPropertyDescription("Trades before finalUntil that nobody could get.") Long missingTrades,
    @JsonPropertyDescription("The latest batch run.") BatchRunStatus lastBatchRun) {}
