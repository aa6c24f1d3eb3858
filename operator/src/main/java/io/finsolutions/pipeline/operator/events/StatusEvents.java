package io.finsolutions.pipeline.operator.events;

import io.fabric8.kubernetes.api.model.Condition;
import io.finsolutions.pipeline.operator.api.CryptoPipelineStatus;
import io.finsolutions.pipeline.operator.api.HealingStatus;
import io.finsolutions.pipeline.operator.api.Phase;
import io.finsolutions.pipeline.operator.pair.Pair;
import io.finsolutions.pipeline.operator.status.ConditionType;
import io.finsolutions.pipeline.operator.status.Conditions;
import io.finsolutions.pipeline.operator.status.Reason;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** Turns the changes of a pair's status that a person should hear of into events. */
public final class StatusEvents {
  /** A start is no news. */
  private static final Set<Reason> QUIET =
      Set.of(Reason.STARTING, Reason.WAITING, Reason.SUSPENDED, Reason.PAUSED);

  private final EventRecorder recorder;

  /** Tells a recorder. */
  public StatusEvents(EventRecorder recorder) {
    this.recorder = recorder;
  }

  /** Tells what has changed from one status of a pair to the next. */
  public void tell(Pair pair, CryptoPipelineStatus before, CryptoPipelineStatus now) {
    CryptoPipelineStatus old = before == null ? CryptoPipelineStatus.EMPTY : before;
    if (now.phase() != old.phase()) {
      tellPhase(pair, now.phase());
    }
    if (attempts(now.healing()) > attempts(old.healing())) {
      recorder.warning(
          pair,
          Reason.STREAM_HEALED,
          "the speed layer hung, and is made anew: attempt " + attempts(now.healing()));
    }
    for (ConditionType type : Set.of(ConditionType.READY, ConditionType.FRESH)) {
      tellFailure(pair, type, old, now);
    }
  }

  private void tellPhase(Pair pair, Phase phase) {
    switch (phase) {
      case RUNNING -> recorder.normal(pair, Reason.READY, "every part works");
      case SUSPENDED ->
          recorder.normal(
              pair, Reason.SUSPENDED, "producer, speed layer and batch layer stand still");
      case PAUSED -> recorder.normal(pair, Reason.PAUSED, "the operator leaves the pair alone");
      default -> {}
    }
  }

  private void tellFailure(
      Pair pair, ConditionType type, CryptoPipelineStatus old, CryptoPipelineStatus now) {
    Optional<Condition> after =
        Conditions.find(now.conditions(), type).filter(is -> "False".equals(is.getStatus()));
    Optional<String> reasonBefore =
        Conditions.find(old.conditions(), type)
            .filter(was -> "False".equals(was.getStatus()))
            .map(Condition::getReason);
    after
        .filter(condition -> !Optional.of(condition.getReason()).equals(reasonBefore))
        .ifPresent(
            condition ->
                reason(condition)
                    .filter(reason -> !QUIET.contains(reason))
                    .ifPresent(reason -> recorder.warning(pair, reason, condition.getMessage())));
  }

  private static Optional<Reason> reason(Condition condition) {
    return Arrays.stream(Reason.values())
        .filter(reason -> reason.id().equals(condition.getReason()))
        .findFirst();
  }

  private static int attempts(HealingStatus healing) {
    return healing == null || healing.attempts() == null ? 0 : healing.attempts();
  }
}
