package io.finsolutions.pipeline.operator;

import io.fabric8.kubernetes.api.model.Secret;
import io.finsolutions.pipeline.operator.api.CryptoPipeline;
import io.finsolutions.pipeline.operator.api.CryptoPipelineStatus;
import io.finsolutions.pipeline.operator.apply.Applier;
import io.finsolutions.pipeline.operator.apply.Secrets;
import io.finsolutions.pipeline.operator.apply.Watches;
import io.finsolutions.pipeline.operator.database.DatabaseConnection;
import io.finsolutions.pipeline.operator.database.DatabaseSecret;
import io.finsolutions.pipeline.operator.deletion.Deletion;
import io.finsolutions.pipeline.operator.events.StatusEvents;
import io.finsolutions.pipeline.operator.freshness.FreshnessWatch;
import io.finsolutions.pipeline.operator.pair.Component;
import io.finsolutions.pipeline.operator.pair.Pair;
import io.finsolutions.pipeline.operator.pods.ManagementPort;
import io.finsolutions.pipeline.operator.producer.ProducerService;
import io.finsolutions.pipeline.operator.stages.Stages;
import io.finsolutions.pipeline.operator.stages.StreamingStage;
import io.finsolutions.pipeline.operator.stages.WarningEvents;
import io.finsolutions.pipeline.operator.stages.Work;
import io.finsolutions.pipeline.operator.status.StatusFactory;
import io.finsolutions.pipeline.store.DatabaseSettings;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.MaxReconciliationInterval;
import io.javaoperatorsdk.operator.api.reconciler.PrimaryUpdateAndCacheUtils;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes of each CryptoPipeline what it asks for, and says in its status how it is doing. */
@ControllerConfiguration(
    name = PipelineReconciler.NAME,
    fieldManager = Applier.FIELD_MANAGER,
    finalizerName = CryptoPipeline.GROUP + "/cryptopipeline-operator",
    generationAwareEventProcessing = false,
    informer = @Informer(onUpdateFilter = WorthALook.class),
    // What only time changes, such as how old the newest final row is, is looked at as often.
    maxReconciliationInterval =
        @MaxReconciliationInterval(interval = 5, timeUnit = TimeUnit.MINUTES))
public final class PipelineReconciler
    implements Reconciler<CryptoPipeline>, Cleaner<CryptoPipeline>, AutoCloseable {
  /** The name of the controller, in metrics and logs. */
  public static final String NAME = "cryptopipeline";

  /** With "true", the operator leaves a pair alone. */
  public static final String PAUSED = CryptoPipeline.GROUP + "/paused";

  private static final Logger LOG = LoggerFactory.getLogger(PipelineReconciler.class);

  private final OperatorSettings settings;
  private final Clock clock;
  private final Watches watches;
  private final Applier applier;
  private final Stages stages;
  private final StatusFactory statuses;
  private final StatusEvents events;
  private final WarningEvents warnings;
  private final Deletion deletion;
  private final FreshnessWatch freshness;
  private final Pipelines pipelines;
  private final SimpleInboundEventSource<CryptoPipeline> news =
      new SimpleInboundEventSource<>("freshness");

  /** Wires the parts that the operator consists of. */
  public PipelineReconciler(OperatorSettings settings, OperatorParts parts, Pipelines pipelines) {
    this.settings = settings;
    this.pipelines = pipelines;
    clock = parts.clock();
    watches = new Watches(parts.kinds());
    applier = new Applier(watches);
    freshness = new FreshnessWatch(parts.freshnessInterval(), clock, news::propagateEvent);
    stages = new Stages(parts.pairCheck(), clock);
    statuses = new StatusFactory(clock);
    events = new StatusEvents(parts.events());
    warnings = new WarningEvents(clock);
    deletion = new Deletion(statuses, parts.events(), clock);
  }

  @Override
  public List<EventSource<?, CryptoPipeline>> prepareEventSources(
      EventSourceContext<CryptoPipeline> context) {
    List<EventSource<?, CryptoPipeline>> sources = new ArrayList<>(watches.prepare(context));
    sources.add(news);
    return sources;
  }

  @Override
  public UpdateControl<CryptoPipeline> reconcile(
      CryptoPipeline resource, Context<CryptoPipeline> context) {
    Pair pair = new Pair(resource, settings);
    if (isPaused(resource)) {
      return write(pair, statuses.paused(pair), context);
    }
    watches.watchWhatHasCome(context);
    Work work = work(pair, context);
    Stages.Outcome outcome = stages.run(work);
    outcome.database().ifPresent(database -> follow(work, database));
    return write(
        pair,
        statuses.afterPass(
            pair,
            outcome.unknownPair(),
            outcome.reports(),
            outcome.fresh(),
            outcome.freshness(),
            outcome.healing()),
        context);
  }

  @Override
  public DeleteControl cleanup(CryptoPipeline resource, Context<CryptoPipeline> context) {
    Pair pair = new Pair(resource, settings);
    freshness.forget(pair.id());
    pipelines.forget(pair.id());
    applier.forget(pair.id());
    watches.watchWhatHasCome(context);
    return deletion.proceed(work(pair, context));
  }

  @Override
  public ErrorStatusUpdateControl<CryptoPipeline> updateErrorStatus(
      CryptoPipeline resource, Context<CryptoPipeline> context, Exception e) {
    // It is tried again with growing pauses; what it is about goes to the log, and not to a status
    // that the API server may not take right now.
    LOG.warn("pass failed reason=\"{}\"", e.getMessage());
    LOG.debug("pass failed", e);
    return ErrorStatusUpdateControl.noStatusUpdate();
  }

  /** Looks at no database any more. */
  @Override
  public void close() {
    freshness.close();
  }

  private Work work(Pair pair, Context<CryptoPipeline> context) {
    return new Work(pair, context, watches, applier, warnings, freshness.latest(pair.id()));
  }

  private static boolean isPaused(CryptoPipeline resource) {
    return resource.getMetadata().getAnnotations() != null
        && Boolean.parseBoolean(resource.getMetadata().getAnnotations().get(PAUSED));
  }

  private void follow(Work work, DatabaseConnection database) {
    Pair pair = work.pair();
    Secret secret = watches.find(pair.namespace(), database.secretName()).orElseThrow();
    freshness.follow(
        pair.id(),
        new FreshnessWatch.Target(
            pair.product(),
            new DatabaseSettings(
                database.url(),
                Secrets.requireValue(secret, DatabaseSecret.USERNAME),
                Secrets.requireValue(secret, DatabaseSecret.PASSWORD)),
            processes(work),
            Instant.parse(pair.resource().getMetadata().getCreationTimestamp())));
  }

  private static Map<Component, URI> processes(Work work) {
    Map<Component, URI> found = new EnumMap<>(Component.class);
    found.put(Component.PRODUCER, ProducerService.management(work.pair()));
    StreamingStage.driver(work)
        .flatMap(ManagementPort::of)
        .ifPresent(driver -> found.put(Component.STREAMING, driver));
    return found;
  }

  private UpdateControl<CryptoPipeline> write(
      Pair pair, CryptoPipelineStatus status, Context<CryptoPipeline> context) {
    pipelines.note(pair.id(), status.phase());
    CryptoPipelineStatus before = pair.resource().getStatus();
    if (!status.equals(before)) {
      // The next pass goes on from it, also if it comes before the watch has told of it.
      PrimaryUpdateAndCacheUtils.ssaPatchStatusAndCacheResource(
          pair.resource(), StatusPatch.of(pair.resource(), status), context);
    }
    UpdateControl<CryptoPipeline> control = UpdateControl.noUpdate();
    events.tell(pair, before, status);
    NextLook.after(status, clock.instant()).ifPresent(control::rescheduleAfter);
    return control;
  }
}
