package io.finsolutions.pipeline.operator.freshness;

import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.operator.api.FreshnessStatus;
import io.finsolutions.pipeline.operator.freshness.Look.Problem;
import io.finsolutions.pipeline.operator.freshness.Look.ProducerView;
import io.finsolutions.pipeline.operator.pair.Component;
import io.finsolutions.pipeline.operator.status.Finding;
import io.finsolutions.pipeline.store.DatabaseSettings;
import io.finsolutions.pipeline.store.PipelineStatus;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the databases and the processes of pairs, now and then, by a few threads: a pair whose
 * database hangs delays others, and never a reconciliation.
 */
public final class FreshnessWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FreshnessWatch.class);
  private static final int THREADS = 4;

  /**
   * Where to look.
   *
   * @param processes by part, the management port of its process, as far as there is one
   * @param since when the pair was made
   */
  public record Target(
      TradingPair product,
      DatabaseSettings database,
      Map<Component, URI> processes,
      Instant since) {}

  /** What a pair's status can be expected to say. */
  private record Told(Finding finding, FreshnessStatus status, Map<Component, String> notReady) {}

  private final Duration interval;
  private final Clock clock;
  private final Consumer<ResourceID> onNews;
  private final DatabaseReader databases = new DatabaseReader();
  private final ManagementReader processes = new ManagementReader();
  private final Map<ResourceID, Target> targets = new ConcurrentHashMap<>();
  private final Set<ResourceID> scheduled = ConcurrentHashMap.newKeySet();
  private final Map<ResourceID, Look> looks = new ConcurrentHashMap<>();
  private final Map<ResourceID, Told> told = new ConcurrentHashMap<>();
  private final ScheduledExecutorService executor =
      Executors.newScheduledThreadPool(
          THREADS,
          task -> {
            Thread thread = new Thread(task, "freshness");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Looks at nothing yet.
   *
   * @param interval how long after a look the next one is due
   * @param onNews is told of each look that changes what there is to say
   */
  public FreshnessWatch(Duration interval, Clock clock, Consumer<ResourceID> onNews) {
    this.interval = interval;
    this.clock = clock;
    this.onNews = onNews;
  }

  /** Looks at a pair from now on, or at another place than so far. */
  public void follow(ResourceID pair, Target target) {
    targets.put(pair, target);
    // A pair that was made anew at once is still on the schedule of the one before it.
    if (scheduled.add(pair)) {
      schedule(pair, Duration.ZERO);
    }
  }

  /** Looks at a pair no more. */
  public void forget(ResourceID pair) {
    targets.remove(pair);
    looks.remove(pair);
    told.remove(pair);
  }

  /** What the latest look at a pair has shown. */
  public Optional<Look> latest(ResourceID pair) {
    return Optional.ofNullable(looks.get(pair));
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }

  private void schedule(ResourceID pair, Duration wait) {
    executor.schedule(() -> look(pair), wait.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look(ResourceID pair) {
    Target target = targets.get(pair);
    if (target == null) {
      scheduled.remove(pair);
      return;
    }
    try {
      Look look = look(target);
      if (targets.containsKey(pair)) {
        looks.put(pair, look);
        tell(pair, target, look);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    } catch (RuntimeException e) {
      LOG.error("cannot look pair={}", pair, e);
    }
    schedule(pair, interval);
  }

  private void tell(ResourceID pair, Target target, Look look) {
    Told before = told.get(pair);
    Told now =
        new Told(
            Freshness.judge(Optional.of(look), target.since(), look.at()),
            Freshness.status(before == null ? null : before.status(), Optional.of(look)),
            look.notReady());
    told.put(pair, now);
    if (!now.equals(before)) {
      onNews.accept(pair);
    }
  }

  private Look look(Target target) throws InterruptedException {
    Optional<PipelineStatus> rows = Optional.empty();
    Optional<Problem> problem = Optional.empty();
    try {
      rows = databases.read(target.database(), target.product());
    } catch (SQLException e) {
      problem = Optional.of(new Problem(said(e), e instanceof DatabaseRefusedException));
    }
    return new Look(clock.instant(), rows, problem, producer(target), notReady(target));
  }

  private Optional<ProducerView> producer(Target target) throws InterruptedException {
    URI producer = target.processes().get(Component.PRODUCER);
    return producer == null
        ? Optional.empty()
        : processes.metrics(producer).flatMap(ProducerMetrics::parse);
  }

  private Map<Component, String> notReady(Target target) throws InterruptedException {
    Map<Component, String> said = new EnumMap<>(Component.class);
    for (Map.Entry<Component, URI> process : target.processes().entrySet()) {
      processes.whyNotReady(process.getValue()).ifPresent(why -> said.put(process.getKey(), why));
    }
    return said;
  }

  private static String said(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
