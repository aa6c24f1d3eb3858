package io.finsolutions.pipeline.producer.flow;

import io.finsolutions.pipeline.market.Trade;
import java.util.List;

/**
 * What a {@link TradeLedger} makes of some trades that came.
 *
 * @param fresh those that were not known yet, in the order in which they came
 * @param rejected those that do not count
 * @param duplicates how many were known already
 */
public record Intake(List<Trade> fresh, List<RejectedTrade> rejected, int duplicates) {}
