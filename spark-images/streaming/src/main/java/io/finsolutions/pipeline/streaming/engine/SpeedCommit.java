package io.finsolutions.pipeline.streaming.engine;

import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.market.TradeIds;
import io.finsolutions.pipeline.market.TradeMessage;
import java.util.List;

/**
 * One step of a partition: what is added to the rows, and where the fence stands after it.
 *
 * @param partition the partition whose records were counted
 * @param generation the generation that the committer took
 * @param fromOffset where the fence must stand for the step to be the next one
 * @param nextOffset where the fence stands after it
 * @param seen ids of the trades in the rows after it
 * @param forgottenBelow see {@link Fence#forgottenBelow()}
 * @param bars seconds to merge into the rows, by start
 * @param late trades that belong to the batch layer and that it may not know, for the ledger
 */
public record SpeedCommit(
    PartitionId partition,
    long generation,
    long fromOffset,
    long nextOffset,
    TradeIds seen,
    long forgottenBelow,
    List<Bar> bars,
    List<TradeMessage> late) {}
