package io.finsolutions.pipeline.exchange.fault;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * A fault and its time.
 *
 * @param fault what is to go wrong
 * @param at how long from now, or from the start of the stand-in, until it begins
 * @param lasting how long after that it ends by itself; nothing if it does not
 */
public record FaultOrder(Fault fault, Duration at, Optional<Duration> lasting) {
  /** Checks that all is there. */
  public FaultOrder {
    Objects.requireNonNull(fault, "fault");
    if (at.isNegative()) {
      throw new IllegalArgumentException("a fault cannot begin in the past");
    }
  }

  /** The fault at once and until it is over. */
  public static FaultOrder now(Fault fault) {
    return new FaultOrder(fault, Duration.ZERO, Optional.empty());
  }
}
