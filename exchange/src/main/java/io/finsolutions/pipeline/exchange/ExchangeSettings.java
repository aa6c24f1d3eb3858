package io.finsolutions.pipeline.exchange;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Objects;
import java.util.Optional;

/**
 * How the stand-in behaves.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 for any that is free
 * @param clock which times trades have
 * @param speed how many times as fast as recorded the tapes play, above zero
 * @param startDate with {@link ClockMode#TAPE}, the date that the first day of a tape is moved to;
 *     by default the tape's own
 * @param from the time of day, on the first day of a tape, at which its live part begins; by
 *     default where the tape is best live with {@link ClockMode#NOW}, and its beginning otherwise
 * @param history how many trades before the live part are printed already when the stand-in starts
 * @param collect how long trades are collected into one message of the feed; zero sends each at
 *     once
 * @param heartbeat time between two heartbeats
 * @param subscribeWithin how soon after connecting a client must have subscribed
 * @param idleAfter after what time without a message a connection is closed
 * @param requestsPerSecond how many REST requests a second one address may send; 0 for any number
 * @param keep how many of the newest printed trades are remembered for each product, above zero
 * @param seed decides which messages the faults strike
 */
public record ExchangeSettings(
    String host,
    int port,
    ClockMode clock,
    double speed,
    Optional<LocalDate> startDate,
    Optional<LocalTime> from,
    int history,
    Duration collect,
    Duration heartbeat,
    Duration subscribeWithin,
    Duration idleAfter,
    int requestsPerSecond,
    long keep,
    long seed) {
  /** How many trades a snapshot of the feed holds. */
  public static final int SNAPSHOT_TRADES = 100;

  /** Checks the ranges. */
  public ExchangeSettings {
    Objects.requireNonNull(clock, "clock");
    if (!(speed > 0)) {
      throw new IllegalArgumentException("a speed of " + speed + " is not above zero");
    }
    if (history < 0 || requestsPerSecond < 0) {
      throw new IllegalArgumentException("neither history nor requests a second can be negative");
    }
    if (keep <= 0) {
      throw new IllegalArgumentException("to keep " + keep + " trades is too few");
    }
    if (collect.isNegative() || heartbeat.isZero() || heartbeat.isNegative()) {
      throw new IllegalArgumentException("there is no such time as " + collect + ", " + heartbeat);
    }
  }

  /** As the exchange behaves: any free port of this machine, the real time, at recorded speed. */
  public static ExchangeSettings defaults() {
    return new ExchangeSettings(
        "127.0.0.1",
        0,
        ClockMode.NOW,
        1,
        Optional.empty(),
        Optional.empty(),
        SNAPSHOT_TRADES,
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(75),
        0,
        5_000_000,
        1);
  }

  /** The same settings with another {@link #host}. */
  public ExchangeSettings withHost(String value) {
    return new ExchangeSettings(
        value,
        port,
        clock,
        speed,
        startDate,
        from,
        history,
        collect,
        heartbeat,
        subscribeWithin,
        idleAfter,
        requestsPerSecond,
        keep,
        seed);
  }

  /** The same settings with another {@link #port}. */
  public ExchangeSettings withPort(int value) {
    return new ExchangeSettings(
        host,
        value,
        clock,
        speed,
        startDate,
        from,
        history,
        collect,
        heartbeat,
        subscribeWithin,
        idleAfter,
        requestsPerSecond,
        keep,
        seed);
  }

  /** The same settings with another {@link #clock}. */
  public ExchangeSettings withClock(ClockMode value) {
    return new ExchangeSettings(
        host,
        port,
        value,
        speed,
        startDate,
        from,
        history,
        collect,
        heartbeat,
        subscribeWithin,
        idleAfter,
        requestsPerSecond,
        keep,
        seed);
  }

  /** The same settings with another {@link #speed}. */
  public ExchangeSettings withSpeed(double value) {
    return new ExchangeSettings(
        host,
        port,
        clock,
        value,
        startDate,
        from,
        history,
        collect,
        heartbeat,
        subscribeWithin,
        idleAfter,
        requestsPerSecond,
        keep,
        seed);
  }

  /** The same settings with another {@link #startDate}. */
  public ExchangeSettings withStartDate(LocalDate value) {
    return new ExchangeSettings(
        host,
        port,
        clock,
        speed,
        Optional.of(value),
        from,
        history,
        collect,
        heartbeat,
        subscribeWithin,
        idleAfter,
        requestsPerSecond,
        keep,
        seed);
  }

  /** The same settings with another {@link #from}. */
  public ExchangeSettings withFrom(LocalTime value) {
    return new ExchangeSettings(
        host,
        port,
        clock,
        speed,
        startDate,
        Optional.of(value),
        history,
        collect,
        heartbeat,
        subscribeWithin,
        idleAfter,
        requestsPerSecond,
        keep,
        seed);
  }

  /** The same settings with another {@link #history}. */
  public ExchangeSettings withHistory(int value) {
    return new ExchangeSettings(
        host,
        port,
        clock,
        speed,
        startDate,
        from,
        value,
        collect,
        heartbeat,
        subscribeWithin,
        idleAfter,
        requestsPerSecond,
        keep,
        seed);
  }

  /** The same settings with another {@link #collect}. */
  public ExchangeSettings withCollect(Duration value) {
    return new ExchangeSettings(
        host,
        port,
        clock,
        speed,
        startDate,
        from,
        history,
        value,
        heartbeat,
        subscribeWithin,
        idleAfter,
        requestsPerSecond,
        keep,
        seed);
  }

  /** The same settings with another {@link #heartbeat}. */
  public ExchangeSettings withHeartbeat(Duration value) {
    return new ExchangeSettings(
        host,
        port,
        clock,
        speed,
        startDate,
        from,
        history,
        collect,
        value,
        subscribeWithin,
        idleAfter,
        requestsPerSecond,
        keep,
        seed);
  }

  /** The same settings with another {@link #subscribeWithin}. */
  public ExchangeSettings withSubscribeWithin(Duration value) {
    return new ExchangeSettings(
        host,
        port,
        clock,
        speed,
        startDate,
        from,
        history,
        collect,
        heartbeat,
        value,
        idleAfter,
        requestsPerSecond,
        keep,
        seed);
  }

  /** The same settings with another {@link #idleAfter}. */
  public ExchangeSettings withIdleAfter(Duration value) {
    return new ExchangeSettings(
        host,
        port,
        clock,
        speed,
        startDate,
        from,
        history,
        collect,
        heartbeat,
        subscribeWithin,
        value,
        requestsPerSecond,
        keep,
        seed);
  }

  /** The same settings with another {@link #requestsPerSecond}. */
  public ExchangeSettings withRequestsPerSecond(int value) {
    return new ExchangeSettings(
        host,
        port,
        clock,
        speed,
        startDate,
        from,
        history,
        collect,
        heartbeat,
        subscribeWithin,
        idleAfter,
        value,
        keep,
        seed);
  }

  /** The same settings with another {@link #keep}. */
  public ExchangeSettings withKeep(long value) {
    return new ExchangeSettings(
        host,
        port,
        clock,
        speed,
        startDate,
        from,
        history,
        collect,
        heartbeat,
        subscribeWithin,
        idleAfter,
        requestsPerSecond,
        value,
        seed);
  }

  /** The same settings with another {@link #seed}. */
  public ExchangeSettings withSeed(long value) {
    return new ExchangeSettings(
        host,
        port,
        clock,
        speed,
        startDate,
        from,
        history,
        collect,
        heartbeat,
        subscribeWithin,
        idleAfter,
        requestsPerSecond,
        keep,
        value);
  }
}
