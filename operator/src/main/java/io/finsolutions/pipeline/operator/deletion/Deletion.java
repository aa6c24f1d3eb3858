package io.finsolutions.pipeline.operator.deletion;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.finsolutions.pipeline.operator.api.CryptoPipelineStatus;
import io.finsolutions.pipeline.operator.api.DeletionPolicy;
import io.finsolutions.pipeline.operator.events.EventRecorder;
import io.finsolutions.pipeline.operator.foreign.KafkaTopic;
import io.finsolutions.pipeline.operator.foreign.KafkaUser;
import io.finsolutions.pipeline.operator.foreign.PostgresCluster;
import io.finsolutions.pipeline.operator.foreign.SparkApplication;
import io.finsolutions.pipeline.operator.kafka.Strimzi;
import io.finsolutions.pipeline.operator.pair.Component;
import io.finsolutions.pipeline.operator.pair.Labels;
import io.finsolutions.pipeline.operator.pair.Pair;
import io.finsolutions.pipeline.operator.stages.Work;
import io.finsolutions.pipeline.operator.status.Reason;
import io.finsolutions.pipeline.operator.status.StatusFactory;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Takes a pair down: first what writes, so that nothing is written to what goes, then what the
 * deletion policy says. What has the pair's resource as its owner goes by itself.
 */
public final class Deletion {
  /** So long each is waited for: a controller that ends pods, a pod that ends, another operator. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** What goes sooner is not worth a word. */
  private static final Duration WORTH_SAYING = Duration.ofSeconds(5);

  private static final Duration NEXT_LOOK = Duration.ofSeconds(2);
  private static final List<Class<? extends HasMetadata>> WRITERS =
      List.of(Deployment.class, SparkApplication.class, CronJob.class, Job.class);

  private final StatusFactory statuses;
  private final EventRecorder events;
  private final Clock clock;

  /** Says by statuses and events what it waits for. */
  public Deletion(StatusFactory statuses, EventRecorder events, Clock clock) {
    this.statuses = statuses;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Goes as far as it can; to be called again until the finalizer may go. What has been waited for
   * long enough stops nothing that comes after it.
   */
  public DeleteControl proceed(Work work) {
    Pair pair = work.pair();
    Optional<HasMetadata> writer = writers(work);
    if (writer.isPresent() && !isLongAgo(deletionOf(pair.resource()))) {
      return waitFor(work, writer.get());
    }
    List<HasMetadata> data = data(work);
    // One that is not marked yet has been asked to go just now.
    Optional<HasMetadata> next =
        data.stream()
            .filter(one -> !one.isMarkedForDeletion() || !isLongAgo(deletionOf(one)))
            .findFirst();
    if (next.isPresent()) {
      return waitFor(work, next.get());
    }
    writer.or(() -> data.stream().findFirst()).ifPresent(left -> tellOfGivingUp(pair, left));
    return DeleteControl.defaultDelete();
  }

  private DeleteControl waitFor(Work work, HasMetadata one) {
    Pair pair = work.pair();
    CryptoPipelineStatus status = statuses.deleting(pair, describe(one));
    if (since(deletionOf(pair.resource())).compareTo(WORTH_SAYING) > 0
        && !status.equals(pair.resource().getStatus())) {
      work.writeStatus(status);
      events.normal(pair, Reason.DELETION_WAITS, "waits for " + describe(one) + " to go");
    }
    return DeleteControl.noFinalizerRemoval().rescheduleAfter(NEXT_LOOK.toMillis());
  }

  private void tellOfGivingUp(Pair pair, HasMetadata left) {
    events.warning(
        pair,
        Reason.DELETION_GAVE_UP,
        "waits no longer for "
            + describe(left)
            + ", which goes when the operator that it belongs to runs again");
  }

  private boolean isLongAgo(Instant moment) {
    return since(moment).compareTo(PATIENCE) > 0;
  }

  private Duration since(Instant moment) {
    return Duration.between(moment, clock.instant());
  }

  private static Instant deletionOf(HasMetadata resource) {
    return Instant.parse(resource.getMetadata().getDeletionTimestamp());
  }

  private static Optional<HasMetadata> writers(Work work) {
    List<HasMetadata> writers = new ArrayList<>();
    WRITERS.forEach(kind -> work.watches().of(kind, work.pair()).forEach(writers::add));
    writers.forEach(work::deleteFound);
    return Stream.concat(
            writers.stream(),
            work.watches().of(Pod.class, work.pair()).filter(Deletion::isNoDatabase))
        .findFirst();
  }

  private static boolean isNoDatabase(Pod pod) {
    return Labels.componentOf(pod).filter(Component.DATABASE.id()::equals).isEmpty();
  }

  private static List<HasMetadata> data(Work work) {
    boolean isKept = work.pair().spec().deletionPolicy() == DeletionPolicy.RETAIN;
    List<HasMetadata> going = new ArrayList<>();
    List<KafkaTopic> topics = work.watches().of(KafkaTopic.class, work.pair()).toList();
    if (isKept) {
      // The resources of the topics go; the topics stay in Kafka, since they are let go first.
      topics.stream().filter(topic -> !isLetGo(topic)).forEach(work::letGo);
    }
    going.addAll(topics);
    work.watches().of(KafkaUser.class, work.pair()).forEach(going::add);
    work.watches().of(StatefulSet.class, work.pair()).forEach(going::add);
    if (!isKept) {
      work.watches().of(PostgresCluster.class, work.pair()).forEach(going::add);
      work.watches().of(PersistentVolumeClaim.class, work.pair()).forEach(going::add);
      work.watches()
          .of(Secret.class, work.pair())
          .filter(secret -> secret.getMetadata().getOwnerReferences().isEmpty())
          .forEach(going::add);
    }
    going.forEach(work::deleteFound);
    return going;
  }

  private static boolean isLetGo(KafkaTopic topic) {
    return topic.getMetadata().getAnnotations() != null
        && "false".equals(topic.getMetadata().getAnnotations().get(Strimzi.MANAGED));
  }

  private static String describe(HasMetadata resource) {
    return resource.getKind() + " " + resource.getMetadata().getName();
  }
}
