package io.finsolutions.pipeline.console.pipelines;

import io.finsolutions.pipeline.market.TradingPair;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pipelines that there are, each open for questions. Of several of one pair the first by its
 * name counts, and the others are told in the log. Safe for use by several threads.
 */
public final class Pipelines implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Pipelines.class);

  private final PipelineSource source;
  private final List<Consumer<Pipeline>> closingListeners = new CopyOnWriteArrayList<>();
  private volatile Map<TradingPair, Pipeline> byProduct = Map.of();

  /** Knows none before {@link #start}. */
  public Pipelines(PipelineSource source) {
    this.source = source;
  }

  /** Begins to follow the source. */
  public void start() {
    source.start(this::follow);
  }

  /** All pipelines, by product. */
  public List<Pipeline> all() {
    return List.copyOf(byProduct.values());
  }

  /** The pipeline of a pair. */
  public Optional<Pipeline> of(TradingPair product) {
    return Optional.ofNullable(byProduct.get(product));
  }

  /** Adds a listener that is told of each pipeline that is about to be closed. */
  public void onClosing(Consumer<Pipeline> listener) {
    closingListeners.add(listener);
  }

  private synchronized void follow(List<PipelineEntry> entries) {
    Map<TradingPair, Pipeline> before = byProduct;
    Map<TradingPair, Pipeline> now = new TreeMap<>();
    List<PipelineEntry> sorted = new ArrayList<>(entries);
    sorted.sort(Comparator.comparing(PipelineEntry::name));
    for (PipelineEntry entry : sorted) {
      if (now.containsKey(entry.product())) {
        LOG.warn(
            "left out, since {} is of the same pair pipeline={} product={}",
            now.get(entry.product()).entry().name(),
            entry.name(),
            entry.product());
        continue;
      }
      Pipeline known = before.get(entry.product());
      if (known != null && known.entry().equals(entry)) {
        now.put(entry.product(), known);
      } else {
        now.put(entry.product(), new Pipeline(entry));
        LOG.info("pipeline={} product={}", entry.name(), entry.product());
      }
    }
    byProduct = new LinkedHashMap<>(now);
    before.values().stream()
        .filter(pipeline -> !Objects.equals(now.get(pipeline.product()), pipeline))
        .forEach(this::close);
  }

  private void close(Pipeline pipeline) {
    closingListeners.forEach(listener -> listener.accept(pipeline));
    pipeline.close();
  }

  @Override
  public void close() {
    source.close();
    follow(List.of());
  }
}
