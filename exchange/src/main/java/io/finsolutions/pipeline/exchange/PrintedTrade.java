package io.finsolutions.pipeline.exchange;

import io.finsolutions.pipeline.market.Trade;
import java.time.Instant;
import java.util.Optional;

/**
 * A trade that the exchange printed.
 *
 * @param trade the truth about it
 * @param sentAt when, by the exchange's clock, the message of the feed that it belongs to was ready
 *     to be sent; nothing as long as it was not
 */
public record PrintedTrade(Trade trade, Optional<Instant> sentAt) {}
