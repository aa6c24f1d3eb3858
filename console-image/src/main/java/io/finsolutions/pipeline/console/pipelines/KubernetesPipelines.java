package io.finsolutions.pipeline.console.pipelines;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.finsolutions.pipeline.market.TradingPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The CryptoPipelines of a cluster, and the Secrets of their databases, as they are watched. While
 * the API server is away, all stays as it was seen last.
 */
public final class KubernetesPipelines implements PipelineSource {
  private static final Logger LOG = LoggerFactory.getLogger(KubernetesPipelines.class);

  private static final ResourceDefinitionContext PIPELINES =
      new ResourceDefinitionContext.Builder()
          .withGroup("finsolutions.io")
          .withVersion("v1alpha1")
          .withKind("CryptoPipeline")
          .withPlural("cryptopipelines")
          .withNamespaced(true)
          .build();

  /** How long the start waits for the API server. */
  private static final Duration FIRST_LOOK = Duration.ofSeconds(10);

  private static final Duration LAST_LOOK = Duration.ofSeconds(5);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  /** Doubles from try to try, up to 32 times as much. */
  private static final Duration FIRST_RETRY = Duration.ofMillis(200);

  private final KubernetesClient client;
  private final List<SharedIndexInformer<GenericKubernetesResource>> informers = new ArrayList<>();
  private final SecretWatches secrets;
  private final ApiServerLog log = new ApiServerLog();
  private final AtomicBoolean isDue = new AtomicBoolean();
  private final ScheduledExecutorService executor =
      new ScheduledThreadPoolExecutor(
          1,
          task -> {
            Thread thread = new Thread(task, "kubernetes-pipelines");
            thread.setDaemon(true);
            return thread;
          },
          // What comes after the end is not looked at.
          new ThreadPoolExecutor.DiscardPolicy());
  private Map<String, PipelineEntry> told;
  private Consumer<List<PipelineEntry>> listener;

  private KubernetesPipelines(KubernetesClient client, List<String> namespaces) {
    this.client = client;
    this.secrets = new SecretWatches(client, this::changed);
    var pipelines = client.genericKubernetesResources(PIPELINES);
    if (namespaces.isEmpty()) {
      informers.add(pipelines.inAnyNamespace().runnableInformer(0));
    }
    namespaces.forEach(one -> informers.add(pipelines.inNamespace(one).runnableInformer(0)));
  }

  /**
   * The pipelines of the cluster that the process is in, or that its kubeconfig names.
   *
   * @param namespaces where to look; empty for everywhere
   */
  public static KubernetesPipelines in(List<String> namespaces) {
    return in(namespaces, Config.autoConfigure(null));
  }

  /** The pipelines of a cluster that is reached so. */
  static KubernetesPipelines in(List<String> namespaces, Config config) {
    Config own =
        new ConfigBuilder(config)
            // Over HTTP/2 many watches share a connection, which WebSockets do not.
            .withOnlyHttpWatches(true)
            // Whoever watches tries again by himself, and is told of each failure then.
            .withRequestRetryBackoffLimit(0)
            .withWatchReconnectLimit(0)
            .withWatchReconnectInterval((int) FIRST_RETRY.toMillis())
            .build();
    return new KubernetesPipelines(
        new KubernetesClientBuilder().withConfig(own).build(), namespaces);
  }

  @Override
  public void start(Consumer<List<PipelineEntry>> listener) {
    this.listener = listener;
    CompletableFuture<?>[] starts =
        informers.stream()
            .map(
                informer ->
                    informer
                        .addEventHandler(new ChangeListener<>(this::changed))
                        .exceptionHandler(
                            (isStarted, failure) -> {
                              log.failed(failure);
                              return true;
                            })
                        .start()
                        .toCompletableFuture())
            .toArray(CompletableFuture[]::new);
    try {
      CompletableFuture.allOf(starts).get(FIRST_LOOK.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      log.beginsBlind();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    await(executor.submit(this::look));
    executor.scheduleWithFixedDelay(
        () -> log.look(informers.stream().allMatch(SharedIndexInformer::isWatching)),
        BETWEEN_LOOKS.toMillis(),
        BETWEEN_LOOKS.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    executor.shutdownNow();
    try {
      executor.awaitTermination(LAST_LOOK.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    informers.forEach(SharedIndexInformer::stop);
    secrets.close();
    client.close();
  }

  // Many changes that come at once are looked at once.
  private void changed() {
    if (isDue.compareAndSet(false, true)) {
      executor.execute(this::look);
    }
  }

  private void look() {
    isDue.set(false);
    try {
      tell(read());
    } catch (RuntimeException e) {
      LOG.error("cannot look at pipelines", e);
    }
  }

  private Map<String, PipelineEntry> read() {
    Map<PipelineResource, TradingPair> found = new LinkedHashMap<>();
    informers.stream()
        .flatMap(informer -> informer.getStore().list().stream())
        .map(PipelineResource::new)
        .sorted(Comparator.comparing(PipelineResource::name))
        .forEach(one -> one.product().ifPresent(product -> found.put(one, product)));
    Set<SecretName> needed =
        found.keySet().stream().map(PipelineResource::secret).collect(Collectors.toSet());
    secrets.follow(needed);
    Map<String, PipelineEntry> entries = new LinkedHashMap<>();
    found.forEach(
        (one, product) ->
            entries.put(one.name(), one.entry(product, secrets.latest(one.secret()))));
    return entries;
  }

  private void tell(Map<String, PipelineEntry> entries) {
    if (entries.equals(told)) {
      return;
    }
    Map<String, PipelineEntry> before = told == null ? Map.of() : told;
    entries.forEach(
        (name, entry) -> {
          if (!entry.equals(before.get(name))) {
            LOG.info(
                "{} pipeline={} product={} trouble=\"{}\"",
                before.containsKey(name) ? "changed" : "found",
                name,
                entry.product(),
                entry.trouble().orElse(""));
          }
        });
    before.keySet().stream()
        .filter(name -> !entries.containsKey(name))
        .forEach(name -> LOG.info("gone pipeline={}", name));
    told = entries;
    listener.accept(List.copyOf(entries.values()));
  }

  private static void await(Future<?> look) {
    try {
      look.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
