package io.finsolutions.pipeline.producer.flow;

import io.finsolutions.pipeline.market.RejectReason;
import io.finsolutions.pipeline.market.Trade;

/**
 * A trade that can be read, but does not count.
 *
 * @param trade the trade as it came
 * @param reason why it does not count
 * @param detail what is wrong, in words
 */
public record RejectedTrade(Trade trade, RejectReason reason, String detail) {}
