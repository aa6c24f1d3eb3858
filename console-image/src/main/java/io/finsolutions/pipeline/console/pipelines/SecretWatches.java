package io.finsolutions.pipeline.console.pipelines;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Watches single Secrets, each by its name: who may see some need not be allowed to see all. To be
 * used by one thread.
 */
final class SecretWatches implements AutoCloseable {
  /** How long is waited for what is watched newly. */
  private static final Duration FIRST_LOOK = Duration.ofSeconds(5);

  private final KubernetesClient client;
  private final Runnable onChange;
  private final Map<SecretName, Watch> watches = new HashMap<>();

  /**
   * Watches none yet.
   *
   * @param onChange is told of each change of one that is watched, on any thread
   */
  SecretWatches(KubernetesClient client, Runnable onChange) {
    this.client = client;
    this.onChange = onChange;
  }

  /** Watches these and no others; waits a little until it has seen them. */
  void follow(Set<SecretName> needed) {
    watches
        .entrySet()
        .removeIf(
            watch -> {
              if (needed.contains(watch.getKey())) {
                return false;
              }
              watch.getValue().informer.stop();
              return true;
            });
    List<CompletableFuture<?>> news = new ArrayList<>();
    for (SecretName name : needed) {
      if (!watches.containsKey(name)) {
        Watch watch = new Watch(name);
        watches.put(name, watch);
        news.add(watch.start());
      }
    }
    try {
      CompletableFuture.allOf(news.toArray(CompletableFuture[]::new))
          .get(FIRST_LOOK.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      // What is not seen yet says so.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What is known of one that is watched. */
  SeenSecret latest(SecretName name) {
    return watches.get(name).latest();
  }

  @Override
  public void close() {
    follow(Set.of());
  }

  private final class Watch {
    private final SecretName name;
    private final SharedIndexInformer<Secret> informer;
    private final CompletableFuture<Void> looked = new CompletableFuture<>();
    private volatile String failure;

    Watch(SecretName name) {
      this.name = name;
      this.informer =
          client
              .secrets()
              .inNamespace(name.namespace())
              .withName(name.name())
              .runnableInformer(0)
              .addEventHandler(new ChangeListener<>(onChange))
              .exceptionHandler((isStarted, reason) -> failed(reason));
    }

    /** Is done when it has seen whether there is one, or why it cannot. */
    CompletableFuture<Void> start() {
      informer
          .start()
          .whenComplete(
              (done, reason) -> {
                looked.complete(null);
                onChange.run();
              });
      return looked;
    }

    private boolean failed(Throwable reason) {
      String why =
          ApiServerLog.isForbidden(reason)
              ? "the operator has not let the console see it"
              : ApiServerLog.why(reason);
      if (!why.equals(failure)) {
        failure = why;
        onChange.run();
      }
      looked.complete(null);
      return true;
    }

    SeenSecret latest() {
      if (informer.hasSynced()) {
        return new SeenSecret(informer.getStore().list().stream().findFirst(), Optional.empty());
      }
      String why = failure;
      return new SeenSecret(
          Optional.empty(),
          Optional.of(
              name
                  + " cannot be read"
                  + (why == null ? ": it was not looked at yet" : ": " + why)));
    }
  }
}
