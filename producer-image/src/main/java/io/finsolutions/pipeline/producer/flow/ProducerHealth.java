package io.finsolutions.pipeline.producer.flow;

import io.finsolutions.pipeline.service.Health;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Live while the loop that decides turns; ready while trades flow: subscribed, a fresh heartbeat,
 * and Kafka takes them. Safe for use by several threads.
 */
public final class ProducerHealth implements Health {
  private static final Duration LONGEST_TURN = Duration.ofSeconds(30);
  private static final Duration FRESH_HEARTBEAT = Duration.ofSeconds(10);

  private final InstantSource clock;
  private volatile String startingBecause = "starting";
  private volatile Instant lastTurn;
  private volatile boolean subscribed;
  private volatile boolean accepting = true;
  private volatile Instant lastHeartbeat;

  /** Not started yet. */
  public ProducerHealth(InstantSource clock) {
    this.clock = clock;
    this.lastTurn = clock.instant();
    this.lastHeartbeat = lastTurn;
  }

  /** Not started yet, since it waits for something. */
  public void waitsFor(String what) {
    startingBecause = "waiting for " + what;
  }

  /** The loop made another turn; the first ends the start. */
  void turned() {
    startingBecause = null;
    lastTurn = clock.instant();
  }

  void subscribed(boolean now) {
    subscribed = now;
  }

  void heartbeat() {
    lastHeartbeat = clock.instant();
  }

  /** Whether Kafka takes trades. */
  public boolean accepting() {
    return accepting;
  }

  void accepting(boolean now) {
    accepting = now;
  }

  /** How long ago the last heartbeat was; since the start before the first. */
  Duration heartbeatAge() {
    return Duration.between(lastHeartbeat, clock.instant());
  }

  @Override
  public Optional<String> whyNotLive() {
    Duration turn = Duration.between(lastTurn, clock.instant());
    return startingBecause == null && turn.compareTo(LONGEST_TURN) > 0
        ? Optional.of("the event loop did not turn for " + turn.toSeconds() + " s")
        : Optional.empty();
  }

  @Override
  public Optional<String> whyNotReady() {
    String starting = startingBecause;
    if (starting != null) {
      return Optional.of(starting);
    }
    if (!subscribed) {
      return Optional.of("not subscribed to the feed");
    }
    if (heartbeatAge().compareTo(FRESH_HEARTBEAT) > 0) {
      return Optional.of("no heartbeat for " + heartbeatAge().toSeconds() + " s");
    }
    return accepting ? whyNotLive() : Optional.of("Kafka does not take trades");
  }
}
