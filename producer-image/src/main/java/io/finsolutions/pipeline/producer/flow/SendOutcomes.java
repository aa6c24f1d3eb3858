package io.finsolutions.pipeline.producer.flow;

import java.util.List;

/**
 * What came of trades that were sent.
 *
 * @param acknowledged how many are in the topic for good
 * @param failed the ids of those that are not, or of which nobody knows
 * @param lastFailure why the last of them failed; empty if none did
 */
public record SendOutcomes(long acknowledged, List<Long> failed, String lastFailure) {}
