package io.finsolutions.pipeline.operator.stages;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.finsolutions.pipeline.operator.StatusPatch;
import io.finsolutions.pipeline.operator.api.CryptoPipeline;
import io.finsolutions.pipeline.operator.api.CryptoPipelineStatus;
import io.finsolutions.pipeline.operator.apply.Applier;
import io.finsolutions.pipeline.operator.apply.Operand;
import io.finsolutions.pipeline.operator.apply.Surroundings;
import io.finsolutions.pipeline.operator.apply.Watches;
import io.finsolutions.pipeline.operator.foreign.KafkaTopic;
import io.finsolutions.pipeline.operator.freshness.Look;
import io.finsolutions.pipeline.operator.kafka.Strimzi;
import io.finsolutions.pipeline.operator.pair.Component;
import io.finsolutions.pipeline.operator.pair.Labels;
import io.finsolutions.pipeline.operator.pair.Pair;
import io.finsolutions.pipeline.operator.status.PodTrouble;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One pass over one pair: the pair, what is known around it, and the means to change it. */
public final class Work {
  private final Pair pair;
  private final Context<CryptoPipeline> context;
  private final Watches watches;
  private final Applier applier;
  private final WarningEvents warnings;
  private final Optional<Look> look;

  /**
   * A pass over a pair.
   *
   * @param look what the pair's database and processes have said when they were last asked
   */
  public Work(
      Pair pair,
      Context<CryptoPipeline> context,
      Watches watches,
      Applier applier,
      WarningEvents warnings,
      Optional<Look> look) {
    this.pair = pair;
    this.context = context;
    this.watches = watches;
    this.applier = applier;
    this.warnings = warnings;
    this.look = look;
  }

  /** The pair. */
  public Pair pair() {
    return pair;
  }

  /** What is known of the cluster. */
  public Watches watches() {
    return watches;
  }

  <R extends HasMetadata> R apply(Operand<R> operand, Surroundings surroundings) {
    return apply(operand.desired(pair, surroundings));
  }

  <R extends HasMetadata> R apply(R desired) {
    return applier.apply(pair, desired, context);
  }

  <R extends HasMetadata> void create(R desired) {
    applier.create(pair, desired, context);
  }

  void requireOwn(HasMetadata there) {
    Applier.requireOwn(pair, there);
  }

  /** Deletes a resource of the pair, unless it is on its way out already. */
  public void deleteFound(HasMetadata found) {
    applier.delete(
        pair,
        found.getClass(),
        found.getMetadata().getNamespace(),
        found.getMetadata().getName(),
        context);
  }

  /** Tells Strimzi to leave a topic in Kafka when its resource goes. */
  public void letGo(KafkaTopic topic) {
    context
        .getClient()
        .resource(topic)
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"metadata\":{\"annotations\":{\"" + Strimzi.MANAGED + "\":\"false\"}}}");
  }

  /** Writes the status of a pair that is on its way out. */
  public void writeStatus(CryptoPipelineStatus status) {
    context
        .getClient()
        .resource(StatusPatch.of(pair.resource(), status))
        .subresource("status")
        .patch(
            new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager(Applier.FIELD_MANAGER)
                .withForce(true)
                .build());
  }

  <R extends HasMetadata> void delete(Class<R> kind, String name) {
    delete(kind, pair.namespace(), name);
  }

  <R extends HasMetadata> void delete(Class<R> kind, String namespace, String name) {
    applier.delete(pair, kind, namespace, name, context);
  }

  <R extends HasMetadata> Optional<R> find(Class<R> kind, Component component) {
    return watches.get(kind, pair.namespace(), pair.nameOf(component));
  }

  boolean exists(Class<? extends HasMetadata> kind, Component component) {
    return find(kind, component).isPresent();
  }

  Stream<Pod> pods(Component component) {
    return watches
        .of(Pod.class, pair)
        .filter(pod -> Labels.componentOf(pod).equals(Optional.of(component.id())));
  }

  /** Why the pods of a component do not work, or why there are none. */
  Optional<String> trouble(Component component, HasMetadata controller) {
    List<Pod> pods = new ArrayList<>(pods(component).filter(pod -> isOf(pod, controller)).toList());
    // Those that a pod of a job has started are as much of it.
    pods.addAll(
        pods(component).filter(pod -> pods.stream().anyMatch(its -> isOwned(pod, its))).toList());
    return pods.isEmpty()
        ? warnings.latest(controller, context.getClient())
        : PodTrouble.of(pods.stream());
  }

  /** What the process of a part that is not ready says of itself; else, what it does in a start. */
  String saysOr(Component component, String starting) {
    return look.map(last -> last.notReady().get(component))
        .map(said -> "is not ready: " + said)
        .orElse(starting);
  }

  /** What the pair's database and processes have said when they were last asked. */
  Optional<Look> look() {
    return look;
  }

  // Of a schedule's jobs, each has pods of its own, and the old ones stay for a while.
  private static boolean isOf(Pod pod, HasMetadata controller) {
    return !(controller instanceof Job) || isOwned(pod, controller);
  }

  private static boolean isOwned(Pod pod, HasMetadata owner) {
    return pod.getMetadata().getOwnerReferences().stream()
        .anyMatch(reference -> reference.getUid().equals(owner.getMetadata().getUid()));
  }
}
