package io.finsolutions.pipeline.console.status;

import io.finsolutions.pipeline.console.pipelines.Pipeline;
import io.finsolutions.pipeline.console.pipelines.Pipelines;
import io.finsolutions.pipeline.console.pipelines.UnavailableException;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.store.BarStore;
import io.finsolutions.pipeline.store.RunStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at every pipeline once a second, so that whoever asks how they are doing need not wait for
 * one that is down. Safe for use by several threads.
 */
public final class StatusWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StatusWatch.class);
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  /** Each may be held up by a database that does not answer. */
  private static final int LOOKERS = 8;

  private final Pipelines pipelines;
  private final Duration staleAfter;
  private final MultiGauge up;
  private final Map<Pipeline, ProductStatus> statuses = new ConcurrentHashMap<>();
  private final Map<Pipeline, Boolean> underWay = new ConcurrentHashMap<>();
  private final ScheduledExecutorService schedule =
      Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "status"));
  private final ExecutorService lookers;

  /** Looks at nothing before {@link #start}. */
  public StatusWatch(Pipelines pipelines, Duration staleAfter, MeterRegistry registry) {
    this.up =
        MultiGauge.builder("console.database.up")
            .description("Whether the rows of a pipeline can be read.")
            .register(registry);
    this.pipelines = pipelines;
    this.staleAfter = staleAfter;
    AtomicInteger count = new AtomicInteger();
    this.lookers =
        Executors.newFixedThreadPool(
            LOOKERS, task -> daemon(task, "status-" + count.incrementAndGet()));
  }

  /** Begins to look. */
  public void start() {
    pipelines.onClosing(statuses::remove);
    schedule.scheduleAtFixedRate(this::lookAtAll, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** How all pipelines are doing, by product. */
  public List<ProductStatus> all() {
    return pipelines.all().stream().map(this::of).toList();
  }

  /** How a pipeline is doing. */
  public ProductStatus of(Pipeline pipeline) {
    return statuses.computeIfAbsent(pipeline, this::look);
  }

  /** How the pipeline of a pair is doing, if there is one. */
  public Optional<ProductStatus> of(TradingPair product) {
    return pipelines.of(product).map(this::of);
  }

  private void lookAtAll() {
    for (Pipeline pipeline : pipelines.all()) {
      if (underWay.putIfAbsent(pipeline, true) == null) {
        lookers.execute(() -> lookAt(pipeline));
      }
    }
    up.register(
        statuses.values().stream()
            .map(
                status ->
                    MultiGauge.Row.of(
                        Tags.of("pipeline", status.pipeline()),
                        status.state() == ProductState.DOWN ? 0 : 1))
            .toList(),
        true);
  }

  private void lookAt(Pipeline pipeline) {
    try {
      ProductStatus now = look(pipeline);
      ProductStatus before = statuses.put(pipeline, now);
      tellOfChange(before, now);
    } finally {
      underWay.remove(pipeline);
    }
  }

  private ProductStatus look(Pipeline pipeline) {
    String name = pipeline.entry().name();
    try {
      ProductLook look = pipeline.ask(connection -> look(connection, pipeline.product()));
      return ProductStatus.judge(name, pipeline.product(), look, staleAfter);
    } catch (UnavailableException e) {
      return ProductStatus.down(name, pipeline.product(), e.getMessage());
    }
  }

  private static ProductLook look(Connection connection, TradingPair product) throws SQLException {
    return new ProductLook(
        now(connection),
        new BarStore(connection).status(product),
        new RunStore(connection).runs(product, OptionalLong.empty(), 1).stream().findFirst());
  }

  private static Instant now(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT clock_timestamp()")) {
      row.next();
      return row.getObject(1, OffsetDateTime.class).toInstant();
    }
  }

  private static void tellOfChange(ProductStatus before, ProductStatus now) {
    if (before == null || before.state() != now.state()) {
      LOG.info(
          "pipeline={} state={}{}",
          now.pipeline(),
          now.state(),
          now.reason().map(reason -> " reason=\"" + reason + "\"").orElse(""));
    }
  }

  @Override
  public void close() {
    schedule.shutdownNow();
    lookers.shutdownNow();
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
