package io.finsolutions.pipeline.batch.engine;

import java.util.OptionalLong;

/**
 * Rows that are gone from a table, or with it.
 *
 * @param table the table
 * @param rows how many rows were deleted; empty if the table is gone, since nobody counts its rows
 * @param bytes the size of the table that is gone; empty if rows were deleted
 */
public record DroppedRows(String table, OptionalLong rows, OptionalLong bytes) {}
