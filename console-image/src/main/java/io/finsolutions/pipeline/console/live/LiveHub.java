package io.finsolutions.pipeline.console.live;

import io.finsolutions.pipeline.console.pipelines.Pipeline;
import io.finsolutions.pipeline.console.pipelines.Pipelines;
import io.finsolutions.pipeline.console.pipelines.UnavailableException;
import io.finsolutions.pipeline.console.signal.CurrentSignals;
import io.finsolutions.pipeline.console.signal.SignalWriter;
import io.finsolutions.pipeline.console.status.ProductStatus;
import io.finsolutions.pipeline.console.status.StatusJson;
import io.finsolutions.pipeline.console.status.StatusWatch;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.signals.Signal;
import io.finsolutions.pipeline.store.StoredBar;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the bars of all pairs to those who listen. A pair is read ten times a second while anybody
 * listens to it, and not at all otherwise. Safe for use by several threads.
 */
public final class LiveHub implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveHub.class);
  private static final Duration LOOK_INTERVAL = Duration.ofMillis(100);
  private static final Duration STATUS_INTERVAL = Duration.ofSeconds(1);
  private static final Duration SIGNAL_INTERVAL = Duration.ofSeconds(2);
  private static final Duration KEEP_ALIVE_INTERVAL = Duration.ofSeconds(10);

  /** So often at least, every listener is told how the pipeline is doing. */
  private static final int STATUS_LOOKS_PER_EVENT = 5;

  /** Each may be held up by a database that does not answer. */
  private static final int THREADS = 4;

  private final StatusWatch statuses;
  private final CurrentSignals signals;
  private final Timer delay;
  private final MeterRegistry registry;
  private final Map<Pipeline, Followed> followed = new ConcurrentHashMap<>();
  private final ScheduledExecutorService loop;

  /** A feed, and what its listeners were last told of its pipeline. */
  private static final class Followed {
    private final PairFeed feed;
    private ProductStatus told;
    private final Map<BarWidth, Signal> suggested = new EnumMap<>(BarWidth.class);
    private int looksSinceTold;
    private String failure = "";

    Followed(PairFeed feed) {
      this.feed = feed;
    }
  }

  /** Reads nothing before anybody listens. */
  public LiveHub(
      Pipelines pipelines, StatusWatch statuses, CurrentSignals signals, MeterRegistry registry) {
    this.signals = signals;
    this.statuses = statuses;
    this.registry = registry;
    this.delay =
        Timer.builder("console.live.delay")
            .description("From when a row was written to when it was sent to listeners.")
            .publishPercentiles(0.5, 0.99)
            .register(registry);
    AtomicInteger count = new AtomicInteger();
    this.loop =
        Executors.newScheduledThreadPool(
            THREADS,
            task -> {
              Thread thread = new Thread(task, "live-" + count.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    pipelines.onClosing(followed::remove);
    every(STATUS_INTERVAL, this::tellStatuses);
    every(SIGNAL_INTERVAL, this::tellSignals);
    every(KEEP_ALIVE_INTERVAL, this::keepAlive);
  }

  /**
   * Adds a listener, which is told at once how the pipeline is doing, and the latest bar or all
   * that has changed.
   *
   * @param since the position of the last event that it has got
   * @throws UnavailableException if the rows cannot be read
   */
  public void add(Pipeline pipeline, Listener listener, Optional<Instant> since) {
    Followed one = followed.computeIfAbsent(pipeline, this::follow);
    listener.send(statusEvent(one.feed, statuses.of(pipeline)));
    one.feed.add(listener, since);
    signals
        .of(pipeline, listener.width())
        .ifPresent(signal -> listener.send(signalEvent(one.feed, signal)));
  }

  /** Removes a listener. */
  public void remove(Pipeline pipeline, Listener listener) {
    Followed one = followed.get(pipeline);
    if (one != null) {
      one.feed.remove(listener);
    }
  }

  private Followed follow(Pipeline pipeline) {
    Followed one = new Followed(new PairFeed(pipeline, this::measure));
    Gauge.builder("console.live.listeners", one.feed, feed -> feed.listeners().size())
        .description("Who listens to the live bars of a product.")
        .tag("product", pipeline.product().toString())
        .register(registry);
    loop.scheduleWithFixedDelay(
        () -> look(one), LOOK_INTERVAL.toMillis(), LOOK_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    return one;
  }

  private void look(Followed one) {
    if (one.feed.listeners().isEmpty()) {
      return;
    }
    try {
      one.feed.look();
      one.failure = "";
    } catch (UnavailableException e) {
      if (!e.getMessage().equals(one.failure)) {
        one.failure = e.getMessage();
        LOG.warn("live bars wait product={} reason=\"{}\"", one.feed.product(), e.getMessage());
      }
    } catch (RuntimeException e) {
      LOG.error("live bars failed product={}", one.feed.product(), e);
    }
  }

  private void measure(StoredBar bar) {
    Duration since = Duration.between(bar.updatedAt(), Instant.now());
    delay.record(since.isNegative() ? Duration.ZERO : since);
  }

  private void tellStatuses() {
    followed.forEach(
        (pipeline, one) -> {
          if (one.feed.listeners().isEmpty()) {
            return;
          }
          ProductStatus now = statuses.of(pipeline);
          one.looksSinceTold++;
          if (now.equals(one.told) && one.looksSinceTold < STATUS_LOOKS_PER_EVENT) {
            return;
          }
          one.told = now;
          one.looksSinceTold = 0;
          LiveEvent event = statusEvent(one.feed, now);
          one.feed.listeners().forEach(listener -> listener.send(event));
        });
  }

  private void tellSignals() {
    followed.forEach(
        (pipeline, one) -> {
          for (BarWidth width : BarWidth.values()) {
            List<Listener> interested = one.feed.listeners(width);
            if (!interested.isEmpty()) {
              tellSignal(pipeline, one, width, interested);
            }
          }
        });
  }

  private void tellSignal(
      Pipeline pipeline, Followed one, BarWidth width, List<Listener> interested) {
    try {
      Optional<Signal> now = signals.of(pipeline, width);
      if (now.isPresent() && !now.get().equals(one.suggested.put(width, now.get()))) {
        LiveEvent event = signalEvent(one.feed, now.get());
        interested.forEach(listener -> listener.send(event));
      }
    } catch (UnavailableException e) {
      LOG.debug("no signal product={} reason=\"{}\"", one.feed.product(), e.getMessage());
    }
  }

  private static LiveEvent signalEvent(PairFeed feed, Signal signal) {
    return LiveEvent.of("signal", feed.position(), json -> SignalWriter.write(json, signal));
  }

  private static LiveEvent statusEvent(PairFeed feed, ProductStatus status) {
    return LiveEvent.of("product", feed.position(), json -> StatusJson.write(json, status));
  }

  private void keepAlive() {
    followed
        .values()
        .forEach(
            one -> one.feed.listeners().forEach(listener -> listener.send(LiveEvent.KEEP_ALIVE)));
  }

  private void every(Duration interval, Runnable task) {
    loop.scheduleWithFixedDelay(
        () -> {
          try {
            task.run();
          } catch (RuntimeException e) {
            LOG.error("failed", e);
          }
        },
        interval.toMillis(),
        interval.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    loop.shutdownNow();
  }
}
