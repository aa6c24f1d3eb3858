package io.finsolutions.pipeline.producer.flow;

import io.finsolutions.pipeline.market.Origin;
import io.finsolutions.pipeline.market.RejectReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** The numbers that matter, for Prometheus. Gauges are written by the loop, read by any thread. */
public final class ProducerMetrics {
  private static final String PREFIX = "pipeline.producer.";
  private static final double NANOS = 1e9;
  private static final long NO_TRADE_YET = -1;

  private final MeterRegistry registry;
  private final InstantSource clock;
  private final Map<Origin, Counter> trades = new EnumMap<>(Origin.class);
  private final Map<RejectReason, Counter> deadLetters = new EnumMap<>(RejectReason.class);
  private final Counter acknowledged;
  private final Counter duplicates;
  private final Counter sendFailures;
  private final Counter connections;
  private final Counter disconnects;
  private final Counter lostMessages;
  private final Counter idsGivenUp;
  private volatile Holes holes = new Holes(0, 0, 0, Instant.MAX);
  private volatile Instant lastLiveTrade = Instant.MAX;
  private volatile long lastTradeId = NO_TRADE_YET;

  /**
   * What is missing: {@code oldest} is when the oldest missing trade took place at the earliest.
   */
  record Holes(int open, long missing, long notGiven, Instant oldest) {}

  /** Registers the metrics: at zero, or NaN if that would be a statement about a trade. */
  public ProducerMetrics(MeterRegistry registry, InstantSource clock, ProducerHealth health) {
    this.registry = registry;
    this.clock = clock;
    for (Origin origin : Origin.values()) {
      trades.put(
          origin,
          Counter.builder(PREFIX + "trades")
              .description("Trades sent to Kafka, by the way they came")
              .tag("origin", origin.name().toLowerCase(Locale.ROOT))
              .register(registry));
    }
    for (RejectReason reason : RejectReason.values()) {
      deadLetters.put(
          reason,
          Counter.builder(PREFIX + "dead.letters")
              .description("What came and does not count, by reason")
              .tag("reason", reason.wireName())
              .register(registry));
    }
    acknowledged = counter("acknowledged", "Trades that Kafka acknowledged");
    duplicates = counter("duplicates", "Trades that came again");
    sendFailures = counter("send.failures", "Trades that did not get into Kafka, fetched again");
    connections = counter("feed.connections", "Subscribed connections of the live feed");
    disconnects = counter("feed.disconnects", "Connections of the live feed lost or not made");
    lostMessages = counter("feed.lost.messages", "Messages of the live feed that never came");
    idsGivenUp = counter("ids.given.up", "Missing ids that passed the backfill horizon");
    gauge("holes.open", "Runs of missing ids", () -> holes.open());
    gauge("missing.ids", "Ids that are missing", () -> holes.missing());
    gauge(
        "ids.not.given",
        "Missing ids that the exchange's history answered without",
        () -> holes.notGiven());
    gauge("last.trade.id", "The highest trade id seen; NaN before the first", this::highestId);
    seconds("oldest.hole.age", "Since when trades are missing", () -> since(holes.oldest(), 0));
    seconds(
        "feed.lag",
        "Age of the last trade of the live feed; NaN before the first",
        () -> since(lastLiveTrade, Double.NaN));
    seconds("heartbeat.age", "Age of the last heartbeat", () -> seconds(health.heartbeatAge()));
  }

  void sent(Origin origin) {
    trades.get(origin).increment();
  }

  void acknowledged(long count) {
    acknowledged.increment(count);
  }

  void duplicates(int count) {
    duplicates.increment(count);
  }

  void deadLetter(RejectReason reason) {
    deadLetters.get(reason).increment();
  }

  void sendFailures(int count) {
    sendFailures.increment(count);
  }

  void connected() {
    connections.increment();
  }

  void disconnected() {
    disconnects.increment();
  }

  void lostMessages(long count) {
    lostMessages.increment(count);
  }

  void givenUp(long count) {
    idsGivenUp.increment(count);
  }

  /** A request to the history failed for good; {@code kind} is one of few words. */
  void fetchFailed(String kind) {
    Counter.builder(PREFIX + "backfill.failures")
        .description("Requests to the exchange's history that failed, by kind")
        .tag("kind", kind)
        .register(registry)
        .increment();
  }

  void liveTrade(Instant time) {
    lastLiveTrade = time;
  }

  void lastTradeId(long id) {
    lastTradeId = id;
  }

  void holes(Holes now) {
    holes = now;
  }

  private double highestId() {
    return lastTradeId == NO_TRADE_YET ? Double.NaN : lastTradeId;
  }

  private double since(Instant time, double never) {
    return time.equals(Instant.MAX) ? never : seconds(Duration.between(time, clock.instant()));
  }

  private static double seconds(Duration duration) {
    return duration.toSeconds() + duration.getNano() / NANOS;
  }

  private Counter counter(String name, String description) {
    return Counter.builder(PREFIX + name).description(description).register(registry);
  }

  private void gauge(String name, String description, Supplier<Number> value) {
    Gauge.builder(PREFIX + name, value).description(description).register(registry);
  }

  private void seconds(String name, String description, Supplier<Number> value) {
    Gauge.builder(PREFIX + name, value)
        .description(description)
        .baseUnit("seconds")
        .register(registry);
  }
}
