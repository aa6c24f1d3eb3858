package io.finsolutions.pipeline.local.chaos;

import java.time.Duration;

/**
 * A fault and its time.
 *
 * @param at how long after the beginning
 * @param fault what goes wrong
 */
record Injection(Duration at, ChaosFault fault) {
  /** When it is over by itself. */
  Duration over() {
    return at.plus(fault.lasting());
  }
}
