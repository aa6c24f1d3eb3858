package io.finsolutions.pipeline.harness;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands every object, as it is now, to a handler whenever it has changed: one call at a time for an
 * object, several at a time for different ones. What the API server refuses is tried again.
 */
final class Observer<T extends HasMetadata> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Observer.class);
  private static final int LANES = 4;
  private static final long RETRY_MILLIS = 50;

  private final Consumer<T> handler;
  private final Consumer<T> afterwards;
  private final Set<String> waiting = ConcurrentHashMap.newKeySet();
  private final List<ScheduledExecutorService> lanes;
  private final List<SharedIndexInformer<T>> informers = new ArrayList<>();

  /**
   * Begins to observe.
   *
   * @param handler gets an object that is there
   * @param afterwards gets an object, as it was last, that is gone
   */
  Observer(String name, List<Informable<T>> places, Consumer<T> handler, Consumer<T> afterwards) {
    this.handler = handler;
    this.afterwards = afterwards;
    lanes =
        IntStream.range(0, LANES)
            .mapToObj(
                lane ->
                    Executors.newSingleThreadScheduledExecutor(
                        work -> {
                          Thread thread = new Thread(work, name + "-" + lane);
                          thread.setDaemon(true);
                          return thread;
                        }))
            .toList();
    for (Informable<T> place : places) {
      SharedIndexInformer<T> informer = place.runnableInformer(0);
      informer.addEventHandler(new Changes());
      synchronized (informers) {
        informers.add(informer);
      }
      informer.run();
    }
  }

  /** Hands every object to the handler again. */
  void reconsider() {
    known().forEach(informer -> informer.getStore().list().forEach(this::enqueue));
  }

  /** Hands an object, if it is known, to the handler again. */
  void reconsider(String namespace, String name) {
    schedule(namespace + "/" + name, 0);
  }

  /** Hands an object to the handler again later. */
  void later(T object, Duration delay) {
    schedule(Cache.metaNamespaceKeyFunc(object), delay.toMillis());
  }

  @Override
  public void close() {
    known().forEach(SharedIndexInformer::stop);
    lanes.forEach(ScheduledExecutorService::shutdownNow);
    for (ScheduledExecutorService lane : lanes) {
      try {
        lane.awaitTermination(5, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private List<SharedIndexInformer<T>> known() {
    synchronized (informers) {
      return List.copyOf(informers);
    }
  }

  private void enqueue(T object) {
    schedule(Cache.metaNamespaceKeyFunc(object), 0);
  }

  private void schedule(String key, long delayMillis) {
    if (delayMillis == 0 && !waiting.add(key)) {
      return;
    }
    try {
      lanes
          .get(Math.floorMod(key.hashCode(), LANES))
          .schedule(() -> handle(key), delayMillis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("event=ignored key={} reason=closed", key);
    }
  }

  private void handle(String key) {
    waiting.remove(key);
    try {
      known().stream()
          .map(informer -> informer.getStore().getByKey(key))
          .filter(Objects::nonNull)
          .findFirst()
          .ifPresent(handler);
    } catch (KubernetesClientException e) {
      // A conflict with another writer, or an object or a server that is gone: the cache will tell.
      LOG.debug("event=refused key={} reason=\"{}\"", key, e.getMessage());
      schedule(key, RETRY_MILLIS);
    } catch (RuntimeException e) {
      LOG.error("event=failed key={}", key, e);
    }
  }

  private final class Changes implements ResourceEventHandler<T> {
    @Override
    public void onAdd(T object) {
      enqueue(object);
    }

    @Override
    public void onUpdate(T before, T object) {
      enqueue(object);
    }

    @Override
    public void onDelete(T object, boolean finalStateUnknown) {
      afterwards.accept(object);
    }
  }
}
