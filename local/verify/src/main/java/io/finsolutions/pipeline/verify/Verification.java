package io.finsolutions.pipeline.verify;

import java.util.List;

/**
 * What a look at all rows of a run, at one moment, gave.
 *
 * @param trades trades in the rows
 * @param seconds rows of one second
 * @param finalSeconds those that are final
 * @param finalMinutes rows of one minute that are final
 * @param rows rows of all widths
 * @param skippedIds trade ids between the lowest and the highest that no row has counted
 * @param compared whether there was an oracle to compare with
 * @param differences where the rows are not what they should be
 */
public record Verification(
    long trades,
    long seconds,
    long finalSeconds,
    long finalMinutes,
    long rows,
    long skippedIds,
    boolean compared,
    List<Difference> differences) {}
