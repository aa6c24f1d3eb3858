package io.finsolutions.pipeline.batch;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Where the runs before have brought a product.
 *
 * @param at bars before it are final; empty before the first run
 * @param lastTradeId the highest id of a trade before it; empty if there is none
 * @param endOffsets by partition, the offset from which on no run has looked at the trades topic
 */
record Handover(
    Optional<Instant> at, Optional<Long> lastTradeId, SortedMap<Integer, Long> endOffsets) {}
