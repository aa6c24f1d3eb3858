package io.finsolutions.pipeline.streaming.engine;

import io.finsolutions.pipeline.market.TradeIds;

/**
 * What the rows in the store reflect of a partition, as its latest taker found it.
 *
 * @param generation number of the taking; only the latest may move the fence
 * @param nextOffset the first offset that the rows do not reflect yet
 * @param seen ids of the trades that are in the rows
 * @param forgottenBelow ids below it may be in the rows although {@code seen} does not hold them
 */
public record Fence(long generation, long nextOffset, TradeIds seen, long forgottenBelow) {}
