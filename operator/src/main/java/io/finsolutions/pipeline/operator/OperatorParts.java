package io.finsolutions.pipeline.operator;

import io.finsolutions.pipeline.operator.apply.KindsPresent;
import io.finsolutions.pipeline.operator.events.EventRecorder;
import io.finsolutions.pipeline.operator.products.PairCheck;
import java.time.Clock;
import java.time.Duration;

/**
 * What the operator uses of the world around it.
 *
 * @param kinds which kinds of other operators there are
 * @param freshnessInterval how long after a look at a pair's database the next one is due
 */
public record OperatorParts(
    KindsPresent kinds,
    EventRecorder events,
    PairCheck pairCheck,
    Duration freshnessInterval,
    Clock clock) {}
