package io.finsolutions.pipeline.operator.stages;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.client.readiness.Readiness;
import io.finsolutions.pipeline.operator.api.CryptoPipelineStatus;
import io.finsolutions.pipeline.operator.api.HealingStatus;
import io.finsolutions.pipeline.operator.apply.Surroundings;
import io.finsolutions.pipeline.operator.foreign.SparkApplication;
import io.finsolutions.pipeline.operator.foreign.SparkApplicationStatus;
import io.finsolutions.pipeline.operator.network.StreamingPolicy;
import io.finsolutions.pipeline.operator.pair.Component;
import io.finsolutions.pipeline.operator.pair.Pair;
import io.finsolutions.pipeline.operator.status.ConditionType;
import io.finsolutions.pipeline.operator.status.Finding;
import io.finsolutions.pipeline.operator.status.PodTrouble;
import io.finsolutions.pipeline.operator.status.Reason;
import io.finsolutions.pipeline.operator.status.Report;
import io.finsolutions.pipeline.operator.status.UnmetException;
import io.finsolutions.pipeline.operator.streaming.DriverAccount;
import io.finsolutions.pipeline.operator.streaming.DriverRoleBinding;
import io.finsolutions.pipeline.operator.streaming.ExecutorBudget;
import io.finsolutions.pipeline.operator.streaming.Healing;
import io.finsolutions.pipeline.operator.streaming.StreamingApplication;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Sees to the speed layer of a pair, and makes it anew when it hangs. */
public final class StreamingStage {
  private static final StreamingApplication APPLICATION = new StreamingApplication();
  private static final StreamingPolicy POLICY = new StreamingPolicy();
  private static final DriverAccount ACCOUNT = new DriverAccount();
  private static final DriverRoleBinding BINDING = new DriverRoleBinding();
  private static final ExecutorBudget BUDGET = new ExecutorBudget();
  private static final String SPARK_ROLE = "spark-role";
  private static final int WORTH_A_BUDGET = 2;

  private final Clock clock;

  /** Tells by a clock what hangs. */
  public StreamingStage(Clock clock) {
    this.clock = clock;
  }

  /**
   * What came of it.
   *
   * @param healed whether the job was made anew, since it hung
   */
  public record Outcome(Report report, HealingStatus healing, boolean healed) {}

  /** Whether there is a speed layer already. */
  public static boolean exists(Work work) {
    return work.exists(SparkApplication.class, Component.STREAMING);
  }

  /** The pod of the driver; of several, which there are for a moment, the newest. */
  public static Optional<Pod> driver(Work work) {
    return drivers(work).max(Comparator.comparing(pod -> pod.getMetadata().getCreationTimestamp()));
  }

  /**
   * Does its part of a pass.
   *
   * @param waitsFor what has to be there first; one that is there already goes on as it is
   */
  public Outcome run(Work work, Surroundings surroundings, Optional<String> waitsFor) {
    Pair pair = work.pair();
    CryptoPipelineStatus status = pair.resource().getStatus();
    HealingStatus before = status == null ? null : status.healing();
    String resource = "sparkapplication/" + pair.nameOf(Component.STREAMING);
    try {
      work.watches().require(SparkApplication.class, "install the Kubeflow Spark operator");
      Optional<SparkApplication> made =
          waitsFor.isPresent()
              ? work.find(SparkApplication.class, Component.STREAMING)
              : Optional.of(apply(work, surroundings));
      return made.isPresent()
          ? judge(work, made.get(), resource, before)
          : outcome(
              resource,
              fails(Reason.WAITING, "waits for " + waitsFor.orElseThrow()),
              before,
              false);
    } catch (UnmetException e) {
      return outcome(resource, Finding.fails(ConditionType.STREAM_READY, e), before, false);
    }
  }

  private static SparkApplication apply(Work work, Surroundings surroundings) {
    String name = work.pair().nameOf(Component.STREAMING);
    int executors = work.pair().spec().streaming().executors();
    work.apply(POLICY, surroundings);
    if (executors > 0) {
      work.apply(ACCOUNT, surroundings);
      work.apply(BINDING, surroundings);
    } else {
      work.delete(RoleBinding.class, name);
      work.delete(ServiceAccount.class, name);
    }
    if (executors >= WORTH_A_BUDGET) {
      work.apply(BUDGET, surroundings);
    } else {
      work.delete(PodDisruptionBudget.class, name);
    }
    return work.apply(APPLICATION, surroundings);
  }

  private Outcome judge(Work work, SparkApplication made, String resource, HealingStatus before) {
    Instant now = clock.instant();
    if (made.isMarkedForDeletion()) {
      return outcome(resource, fails(Reason.STARTING, "is made anew"), before, false);
    }
    String state = stateOf(work, made);
    HealingStatus seen = Healing.look(before, state, now);
    if (work.pair().spec().suspend()) {
      return outcome(
          resource, fails(Reason.SUSPENDED, "stands still, as spec.suspend says"), seen, false);
    }
    Finding finding = finding(work, made, state);
    if (!Healing.isStuck(seen, now)) {
      return outcome(resource, finding, seen, false);
    }
    String hangs = "hangs in state " + state + " since " + seen.since();
    if (Healing.isDue(seen, now)) {
      work.delete(SparkApplication.class, work.pair().nameOf(Component.STREAMING));
      return outcome(
          resource,
          fails(Reason.STREAM_HEALED, hangs + "; it is made anew"),
          Healing.attempted(seen, now),
          true);
    }
    String next =
        Healing.isExhausted(seen)
            ? "; it was made anew "
                + seen.attempts()
                + " times without success: look at the Spark operator, then delete the"
                + " SparkApplication or change spec.restartNonce"
            : "; it is made anew in a while";
    Reason reason = Healing.isExhausted(seen) ? Reason.HEALING_EXHAUSTED : finding.reason();
    return outcome(
        resource, fails(reason, finding.message() + " (" + hangs + ")" + next), seen, false);
  }

  // The Spark operator does not always notice that a driver has gone.
  private static String stateOf(Work work, SparkApplication made) {
    String state = made.getStatus() == null ? "" : made.getStatus().state();
    return state.equals(Healing.WORKING) && driver(work).isEmpty() ? Healing.DRIVER_GONE : state;
  }

  private static Finding finding(Work work, SparkApplication made, String state) {
    SparkApplicationStatus status = made.getStatus();
    if (state.isEmpty()) {
      return fails(
          Reason.STARTING,
          "waits for the Spark operator to look at it; if it never does, namespace "
              + work.pair().namespace()
              + " is missing from its spark.jobNamespaces");
    }
    Optional<String> trouble = PodTrouble.of(work.pods(Component.STREAMING));
    if (state.equals(Healing.WORKING)) {
      return trouble
          .map(said -> fails(Reason.POD_FAILED, said))
          .orElseGet(() -> running(work, made));
    }
    String why = status.errorMessage().isEmpty() ? "" : ": " + status.errorMessage();
    return status.errorMessage().isEmpty() && trouble.isEmpty()
        ? fails(Reason.STARTING, "the Spark operator says " + state)
        : fails(Reason.SPARK_FAILED, trouble.orElse(state + why));
  }

  private static Finding running(Work work, SparkApplication made) {
    if (drivers(work).noneMatch(pod -> StreamingApplication.isOf(made, pod))) {
      return fails(Reason.STARTING, "waits for the Spark operator to start it as it is to be now");
    }
    int executors = work.pair().spec().streaming().executors();
    long up = count(made.getStatus().executorState());
    if (up < executors) {
      return fails(Reason.STARTING, up + " of " + executors + " executors are up");
    }
    return drivers(work)
            .filter(pod -> StreamingApplication.isOf(made, pod))
            .anyMatch(Readiness::isPodReady)
        ? Finding.holds(
            ConditionType.STREAM_READY,
            Reason.READY,
            executors == 0 ? "counts" : "counts with " + up + " executors")
        : fails(Reason.STARTING, work.saysOr(Component.STREAMING, "the driver starts"));
  }

  private static long count(Map<String, String> executors) {
    return executors == null
        ? 0
        : executors.values().stream().filter(Healing.WORKING::equals).count();
  }

  private static Stream<Pod> drivers(Work work) {
    return work.pods(Component.STREAMING)
        .filter(pod -> "driver".equals(pod.getMetadata().getLabels().get(SPARK_ROLE)));
  }

  private static Finding fails(Reason reason, String message) {
    return Finding.fails(ConditionType.STREAM_READY, reason, message);
  }

  private static Outcome outcome(
      String resource, Finding finding, HealingStatus healing, boolean healed) {
    return new Outcome(new Report(resource, finding), healing, healed);
  }
}
