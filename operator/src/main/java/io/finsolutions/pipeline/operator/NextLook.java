package io.finsolutions.pipeline.operator;

import io.fabric8.kubernetes.api.model.Condition;
import io.finsolutions.pipeline.operator.api.CryptoPipelineStatus;
import io.finsolutions.pipeline.operator.status.ConditionType;
import io.finsolutions.pipeline.operator.status.Conditions;
import io.finsolutions.pipeline.operator.status.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** When to look at a pair again though nothing is told of it. */
final class NextLook {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Duration LATER = Duration.ofSeconds(30);
  private static final Duration LONG_UNREADY = Duration.ofMinutes(10);
  private static final Set<ConditionType> ON_THE_WHOLE_OR_ON_A_PART =
      EnumSet.range(ConditionType.READY, ConditionType.BATCH_READY);

  private NextLook() {}

  /**
   * How long to wait; nothing if it is enough to be told. While a part is not ready, not everything
   * that could make it so is an event. What stands still as it was told to waits for a change.
   */
  static Optional<Duration> after(CryptoPipelineStatus status, Instant now) {
    return ON_THE_WHOLE_OR_ON_A_PART.stream()
            .flatMap(type -> Conditions.find(status.conditions(), type).stream())
            .anyMatch(NextLook::isWaitedFor)
        ? unreadySince(status).map(since -> now.isAfter(since.plus(LONG_UNREADY)) ? LATER : SOON)
        : Optional.empty();
  }

  private static boolean isWaitedFor(Condition condition) {
    return "False".equals(condition.getStatus())
        && !Reason.SUSPENDED.id().equals(condition.getReason());
  }

  private static Optional<Instant> unreadySince(CryptoPipelineStatus status) {
    return Conditions.find(status.conditions(), ConditionType.READY)
        .filter(ready -> "False".equals(ready.getStatus()))
        .map(ready -> Instant.parse(ready.getLastTransitionTime()));
  }
}
