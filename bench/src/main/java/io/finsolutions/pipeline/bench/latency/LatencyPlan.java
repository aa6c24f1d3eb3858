package io.finsolutions.pipeline.bench.latency;

import java.time.Duration;

/**
 * What is measured.
 *
 * @param rate trades a second
 * @param collect how long the exchange collects trades into a frame
 * @param warmUp how long to run before measuring
 * @param measure how long to measure
 * @param trigger how Spark reads
 */
record LatencyPlan(int rate, Duration collect, Duration warmUp, Duration measure, String trigger) {}
