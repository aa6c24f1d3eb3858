package io.finsolutions.pipeline.streaming.engine;

import io.finsolutions.pipeline.market.Bar;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a commit found and left.
 *
 * @param bars the merged rows, as readers see them now
 * @param handover bars before it are the batch layer's; empty before its first run
 * @param unseenFrom the offset of the partition from which on no run of the batch layer has looked
 *     at it; 0 if none has, or another topic of the name
 */
public record Committed(List<Bar> bars, Optional<Instant> handover, long unseenFrom) {}
