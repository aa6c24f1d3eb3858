package io.finsolutions.pipeline.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A run of the batch layer.
 *
 * @param runId its number; later runs have higher ones
 * @param kind scheduled, recompute, restore or backfill
 * @param status running, done or failed; a run that was killed stays at running
 * @param startedAt when it began
 * @param finishedAt when it ended
 * @param rangeStart where the newly final range starts
 * @param rangeEnd where it ends
 * @param dirtyHours starts of the hours that were folded again
 * @param trades trades counted, each once
 * @param duplicates records that repeated a trade
 * @param bars rows written, over all widths
 * @param missingTrades trades that must exist in its ranges and that nobody could get
 * @param speedDifferences fields in which the speed rows differed from the final ones
 * @param candleDifferences fields in which the exchange's minutes differed from the final ones
 * @param checksum SHA-256 over the seconds that were counted, whether their rows changed or not
 * @param error why it failed
 */
public record BatchRun(
    long runId,
    String kind,
    String status,
    Instant startedAt,
    Optional<Instant> finishedAt,
    Optional<Instant> rangeStart,
    Optional<Instant> rangeEnd,
    List<Instant> dirtyHours,
    OptionalLong trades,
    OptionalLong duplicates,
    OptionalLong bars,
    long missingTrades,
    OptionalLong speedDifferences,
    OptionalLong candleDifferences,
    Optional<String> checksum,
    Optional<String> error) {}
