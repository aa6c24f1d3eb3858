package io.finsolutions.pipeline.operator;

import io.finsolutions.pipeline.service.Health;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.health.EventSourceHealthIndicator;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.health.InformerWrappingEventSourceHealthIndicator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Whether the operator works. A watch that is renewed, or an API server that is away for a while,
 * is no reason to restart it: only a watch that has stopped for good is, and after a while.
 */
final class OperatorHealth implements Health {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Operator operator;
  private final Clock clock;
  private final AtomicReference<Instant> stoppedSince = new AtomicReference<>();
  private volatile boolean isStarted;

  OperatorHealth(Operator operator, Clock clock) {
    this.operator = operator;
    this.clock = clock;
  }

  void started() {
    isStarted = true;
  }

  @Override
  public Optional<String> whyNotLive() {
    Optional<String> stopped = isStarted ? stoppedWatch() : Optional.empty();
    if (stopped.isEmpty()) {
      stoppedSince.set(null);
      return Optional.empty();
    }
    Instant now = clock.instant();
    stoppedSince.compareAndSet(null, now);
    return Optional.ofNullable(stoppedSince.get())
            .filter(since -> now.isAfter(since.plus(PATIENCE)))
            .isPresent()
        ? stopped
        : Optional.empty();
  }

  /** A copy that waits for the lease is ready to take over, which is its work. */
  @Override
  public Optional<String> whyNotReady() {
    return isStarted ? stoppedWatch() : Optional.of("it has not seen yet what there is");
  }

  private Optional<String> stoppedWatch() {
    return operator.getRegisteredControllers().stream()
        .flatMap(
            one -> one.getControllerHealthInfo().eventSourceHealthIndicators().entrySet().stream())
        .filter(source -> hasStopped(source.getValue()))
        .map(source -> "the watch of " + source.getKey() + " has stopped")
        .findFirst();
  }

  private static boolean hasStopped(EventSourceHealthIndicator source) {
    return source instanceof InformerWrappingEventSourceHealthIndicator<?> watches
        && watches.informerHealthIndicators().values().stream().anyMatch(OperatorHealth::isStopped);
  }

  private static boolean isStopped(InformerHealthIndicator watch) {
    return !watch.isRunning() || !watch.hasSynced();
  }
}
