package io.finsolutions.pipeline.console.pipelines;

import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.store.DatabaseSettings;
import java.util.Optional;

/**
 * A pipeline as its source tells of it.
 *
 * @param name unique among all, such as {@code default/btc-usd}
 * @param product the pair that it counts
 * @param database how to reach its rows; empty if that cannot be known
 * @param trouble why it cannot be known, in a sentence
 */
public record PipelineEntry(
    String name,
    TradingPair product,
    Optional<DatabaseSettings> database,
    Optional<String> trouble) {}
