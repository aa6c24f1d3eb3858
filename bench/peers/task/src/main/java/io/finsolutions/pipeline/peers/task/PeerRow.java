package io.finsolutions.pipeline.peers.task;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * A row of {@code peers.bars_1s}.
 *
 * @param start the second, by its start
 * @param lastTradeId the highest id of the trades in it: what tells a reader which trades are in
 */
public record PeerRow(
    Instant start,
    long trades,
    long buys,
    long sells,
    BigDecimal open,
    BigDecimal high,
    BigDecimal low,
    BigDecimal close,
    BigDecimal baseVolume,
    BigDecimal quoteVolume,
    long lastTradeId)
    implements Serializable {}
