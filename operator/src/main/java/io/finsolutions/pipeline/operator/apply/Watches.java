package io.finsolutions.pipeline.operator.apply;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.finsolutions.pipeline.operator.api.CryptoPipeline;
import io.finsolutions.pipeline.operator.foreign.Kafka;
import io.finsolutions.pipeline.operator.foreign.KafkaTopic;
import io.finsolutions.pipeline.operator.foreign.KafkaUser;
import io.finsolutions.pipeline.operator.foreign.PodMonitor;
import io.finsolutions.pipeline.operator.foreign.PostgresCluster;
import io.finsolutions.pipeline.operator.foreign.SparkApplication;
import io.finsolutions.pipeline.operator.pair.Labels;
import io.finsolutions.pipeline.operator.pair.Pair;
import io.finsolutions.pipeline.operator.status.Reason;
import io.finsolutions.pipeline.operator.status.UnmetException;
import io.javaoperatorsdk.operator.api.config.informer.FieldSelectorBuilder;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.SecondaryToPrimaryMapper;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What is known of the resources of pairs and of those around them, kept up to date by watching.
 * Kinds that other operators bring may be missing at first, and are watched once they are there.
 */
public final class Watches implements Secrets {
  private static final List<Class<? extends HasMetadata>> ALWAYS_THERE =
      List.of(
          Deployment.class,
          StatefulSet.class,
          Service.class,
          PersistentVolumeClaim.class,
          Job.class,
          CronJob.class,
          NetworkPolicy.class,
          ServiceAccount.class,
          Role.class,
          RoleBinding.class,
          PodDisruptionBudget.class);

  private static final List<Class<? extends HasMetadata>> OPTIONAL =
      List.of(
          Kafka.class,
          KafkaTopic.class,
          KafkaUser.class,
          SparkApplication.class,
          PostgresCluster.class,
          PodMonitor.class);

  private final Map<Class<?>, InformerEventSource<?, CryptoPipeline>> sources =
      new ConcurrentHashMap<>();
  private final KindsPresent kinds;

  /** Knows nothing yet. */
  public Watches(KindsPresent kinds) {
    this.kinds = kinds;
  }

  /** The watches that the controller has to start with. */
  public List<EventSource<?, CryptoPipeline>> prepare(EventSourceContext<CryptoPipeline> context) {
    References references = References.index(context.getPrimaryCache());
    List<EventSource<?, CryptoPipeline>> all = new ArrayList<>();
    ALWAYS_THERE.forEach(kind -> all.add(managed(kind, context)));
    all.add(secrets(context, references));
    all.add(pods(context));
    OPTIONAL.stream()
        .filter(kinds::isPresent)
        .forEach(kind -> all.add(optional(kind, context, references)));
    return all;
  }

  /** Begins to watch the optional kinds that have come since. */
  public void watchWhatHasCome(Context<CryptoPipeline> context) {
    for (Class<? extends HasMetadata> kind : OPTIONAL) {
      if (!sources.containsKey(kind) && kinds.isPresent(kind)) {
        watch(kind, context);
      }
    }
  }

  // One at a time, and known to others only when it has seen all that is there.
  private synchronized void watch(
      Class<? extends HasMetadata> kind, Context<CryptoPipeline> context) {
    if (sources.containsKey(kind)) {
      return;
    }
    var dynamic = context.eventSourceRetriever().eventSourceContextForDynamicRegistration();
    InformerEventSource<?, CryptoPipeline> source =
        optional(kind, dynamic, References.of(dynamic.getPrimaryCache()));
    sources.remove(kind);
    context.eventSourceRetriever().dynamicallyRegisterEventSource(source);
    sources.put(kind, source);
  }

  /** Whether a kind can be used: the cluster has it, and it is watched. */
  public boolean has(Class<? extends HasMetadata> kind) {
    return sources.containsKey(kind) && (!OPTIONAL.contains(kind) || kinds.isPresent(kind));
  }

  /**
   * Returns if a kind can be used.
   *
   * @param wayOut what to do about it
   * @throws UnmetException if the cluster does not have it
   */
  public void require(Class<? extends HasMetadata> kind, String wayOut) {
    if (!has(kind)) {
      throw new UnmetException(
          Reason.KIND_MISSING,
          "this cluster has no "
              + HasMetadata.getKind(kind)
              + " ("
              + HasMetadata.getApiVersion(kind)
              + "): "
              + wayOut);
    }
  }

  /** A resource by its name, as it was seen last. */
  public <R extends HasMetadata> Optional<R> get(Class<R> kind, String namespace, String name) {
    return source(kind).flatMap(source -> source.get(new ResourceID(name, namespace)));
  }

  /** The resources of a kind that were made for a pair. */
  public <R extends HasMetadata> Stream<R> of(Class<R> kind, Pair pair) {
    return source(kind).stream()
        .flatMap(source -> source.getSecondaryResources(pair.resource()).stream())
        .filter(resource -> Labels.pairOf(resource).contains(pair.id()));
  }

  @Override
  public Optional<Secret> find(String namespace, String name) {
    return get(Secret.class, namespace, name);
  }

  @SuppressWarnings("unchecked")
  <R extends HasMetadata> Optional<InformerEventSource<R, CryptoPipeline>> source(Class<R> kind) {
    return Optional.ofNullable((InformerEventSource<R, CryptoPipeline>) sources.get(kind));
  }

  private <R extends HasMetadata> InformerEventSource<R, CryptoPipeline> managed(
      Class<R> kind, EventSourceContext<CryptoPipeline> context) {
    return source(configure(kind, Labels::pairOf).withLabelSelector(Labels.MANAGED), context);
  }

  private InformerEventSource<?, CryptoPipeline> optional(
      Class<? extends HasMetadata> kind,
      EventSourceContext<CryptoPipeline> context,
      References references) {
    return kind == Kafka.class
        ? source(configure(Kafka.class, references::toKafka), context)
        : managed(kind, context);
  }

  // Not only those of this operator: credentials and certificates are other people's. Helm's are
  // large, and of no use here.
  private InformerEventSource<Secret, CryptoPipeline> secrets(
      EventSourceContext<CryptoPipeline> context, References references) {
    return source(
        configure(Secret.class, references::toSecret)
            .withFieldSelector(
                new FieldSelectorBuilder().withoutField("type", "helm.sh/release.v1").build()),
        context);
  }

  private InformerEventSource<Pod, CryptoPipeline> pods(
      EventSourceContext<CryptoPipeline> context) {
    var configuration = configure(Pod.class, Labels::pairOf).withLabelSelector(Labels.MANAGED);
    // A store is for one watch, and of several namespaces each has its own.
    if (context.getControllerConfiguration().getInformerConfig().watchAllNamespaces()) {
      configuration.withItemStore(SlimPods.store());
    }
    return source(configuration, context);
  }

  private static <R extends HasMetadata> InformerEventSourceConfiguration.Builder<R> configure(
      Class<R> kind, SecondaryToPrimaryMapper<R> mapper) {
    return InformerEventSourceConfiguration.from(kind, CryptoPipeline.class)
        .withName(HasMetadata.getFullResourceName(kind))
        .withSecondaryToPrimaryMapper(mapper);
  }

  private <R extends HasMetadata> InformerEventSource<R, CryptoPipeline> source(
      InformerEventSourceConfiguration.Builder<R> configuration,
      EventSourceContext<CryptoPipeline> context) {
    InformerEventSourceConfiguration<R> built = configuration.build();
    InformerEventSource<R, CryptoPipeline> source = new InformerEventSource<>(built, context);
    sources.put(built.getResourceClass(), source);
    return source;
  }
}
