package io.finsolutions.pipeline.store;

import io.finsolutions.pipeline.market.Bar;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * The best row that there is for an interval.
 *
 * @param bar the statistics
 * @param layer which layer counted it
 * @param isFinal whether the batch layer has counted the whole interval
 * @param isComplete whether every trade of the interval is known to be counted
 * @param runId the batch run that wrote it; empty for the speed layer's
 * @param updatedAt when it was last written
 */
public record StoredBar(
    Bar bar,
    Layer layer,
    boolean isFinal,
    boolean isComplete,
    OptionalLong runId,
    Instant updatedAt) {}
