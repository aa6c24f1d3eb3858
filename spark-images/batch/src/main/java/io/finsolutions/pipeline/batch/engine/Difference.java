package io.finsolutions.pipeline.batch.engine;

import java.time.Instant;

/**
 * A field in which a final row differs from what it was compared with.
 *
 * @param comparedWith {@code speed} or {@code candles}, as the table of differences has it
 * @param start start of the second or the minute
 * @param field name of the column
 * @param batchValue the final value; null if there is no row
 * @param otherValue the other value; null if there is no row
 */
public record Difference(
    String comparedWith, Instant start, String field, String batchValue, String otherValue) {}
