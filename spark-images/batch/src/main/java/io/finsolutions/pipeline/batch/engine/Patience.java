package io.finsolutions.pipeline.batch.engine;

import java.time.Duration;

/**
 * How long the batch layer waits for trades.
 *
 * @param settle how old a trade's second must be before it can be final
 * @param giveUp how old a hole must be before the rows around it become final without it
 */
public record Patience(Duration settle, Duration giveUp) {}
