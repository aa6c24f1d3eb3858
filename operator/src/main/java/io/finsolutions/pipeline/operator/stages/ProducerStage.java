package io.finsolutions.pipeline.operator.stages;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.finsolutions.pipeline.operator.apply.Surroundings;
import io.finsolutions.pipeline.operator.network.ProducerPolicy;
import io.finsolutions.pipeline.operator.pair.Component;
import io.finsolutions.pipeline.operator.pair.Pair;
import io.finsolutions.pipeline.operator.producer.ProducerDeployment;
import io.finsolutions.pipeline.operator.producer.ProducerService;
import io.finsolutions.pipeline.operator.status.ConditionType;
import io.finsolutions.pipeline.operator.status.Finding;
import io.finsolutions.pipeline.operator.status.Reason;
import io.finsolutions.pipeline.operator.status.Report;
import io.finsolutions.pipeline.operator.status.UnmetException;
import java.util.Optional;

/** Sees to the producer of a pair. */
public final class ProducerStage {
  private static final ProducerDeployment DEPLOYMENT = new ProducerDeployment();
  private static final ProducerService SERVICE = new ProducerService();
  private static final ProducerPolicy POLICY = new ProducerPolicy();

  /**
   * Does its part of a pass.
   *
   * @param waitsFor what has to be there first; a producer that is there already goes on as it is
   */
  public Report run(Work work, Surroundings surroundings, Optional<String> waitsFor) {
    Pair pair = work.pair();
    String resource = "deployment/" + pair.nameOf(Component.PRODUCER);
    if (waitsFor.isPresent()) {
      return new Report(resource, asItIs(work, waitsFor.get()));
    }
    try {
      work.apply(SERVICE, surroundings);
      work.apply(POLICY, surroundings);
      return new Report(resource, finding(work, work.apply(DEPLOYMENT, surroundings)));
    } catch (UnmetException e) {
      return new Report(resource, Finding.fails(ConditionType.PRODUCER_READY, e));
    }
  }

  private static Finding asItIs(Work work, String waitsFor) {
    return work.find(Deployment.class, Component.PRODUCER)
        .map(there -> finding(work, there))
        .orElseGet(
            () ->
                Finding.fails(
                    ConditionType.PRODUCER_READY, Reason.WAITING, "waits for " + waitsFor));
  }

  /** Whether there is a producer already. */
  public static boolean exists(Work work) {
    return work.exists(Deployment.class, Component.PRODUCER);
  }

  private static Finding finding(Work work, Deployment made) {
    if (work.pair().spec().suspend()) {
      return Finding.fails(
          ConditionType.PRODUCER_READY, Reason.SUSPENDED, "stands still, as spec.suspend says");
    }
    DeploymentStatus status = made.getStatus();
    if (status != null
        && new Rollout(
                status.getObservedGeneration(),
                status.getUpdatedReplicas(),
                status.getReadyReplicas())
            .isDone(made)) {
      return Finding.holds(ConditionType.PRODUCER_READY, Reason.READY, "follows the exchange");
    }
    return refusal(status)
        .or(() -> work.trouble(Component.PRODUCER, made))
        .map(said -> Finding.fails(ConditionType.PRODUCER_READY, Reason.POD_FAILED, said))
        .orElseGet(
            () ->
                Finding.fails(
                    ConditionType.PRODUCER_READY,
                    Reason.STARTING,
                    work.saysOr(
                        Component.PRODUCER,
                        "starts: reads the tail of its topic, and connects to the exchange")));
  }

  /** Why no pod can be made at all, such as a quota that is used up. */
  private static Optional<String> refusal(DeploymentStatus status) {
    return status == null
        ? Optional.empty()
        : status.getConditions().stream()
            .filter(condition -> "ReplicaFailure".equals(condition.getType()))
            .filter(condition -> "True".equals(condition.getStatus()))
            .map(DeploymentCondition::getMessage)
            .findFirst();
  }
}
