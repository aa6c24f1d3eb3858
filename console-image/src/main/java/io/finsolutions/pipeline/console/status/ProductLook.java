package io.finsolutions.pipeline.console.status;

import io.finsolutions.pipeline.store.BatchRun;
import io.finsolutions.pipeline.store.PipelineStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * What a look into a pipeline's database has shown.
 *
 * @param at when, by the clock of the database
 * @param rows what it has; empty if no trade has ever been counted
 * @param latestRun the latest batch run
 */
public record ProductLook(
    Instant at, Optional<PipelineStatus> rows, Optional<BatchRun> latestRun) {}
