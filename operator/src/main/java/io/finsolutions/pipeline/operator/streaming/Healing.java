package io.finsolutions.pipeline.operator.streaming;

import io.finsolutions.pipeline.operator.api.HealingStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/**
 * Decides when a Spark job hangs that should run, and is to be made anew. The Spark operator is
 * known to leave jobs for ever in states that should pass, such as after the loss of a node.
 */
public final class Healing {
  /** So often in a row, and then a person has to look. */
  public static final int MOST_ATTEMPTS = 5;

  /** What a job is in whose driver has gone without the Spark operator's notice. */
  public static final String DRIVER_GONE = "RUNNING, but without a driver";

  /** What a job is in that works. */
  public static final String WORKING = "RUNNING";

  private static final Duration HEALTHY_AGAIN = Duration.ofMinutes(10);
  private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);

  /** How long each state may last that should pass by itself. Others may last for ever. */
  private static final Map<String, Duration> LONGEST =
      Map.ofEntries(
          Map.entry("SUBMITTED", Duration.ofMinutes(5)),
          Map.entry("PENDING_RERUN", Duration.ofMinutes(2)),
          Map.entry("INVALIDATING", Duration.ofMinutes(2)),
          Map.entry("SUCCEEDING", Duration.ofMinutes(2)),
          Map.entry("FAILING", Duration.ofMinutes(2)),
          Map.entry("SUSPENDING", Duration.ofMinutes(2)),
          Map.entry("RESUMING", Duration.ofMinutes(2)),
          Map.entry("UNKNOWN", Duration.ofMinutes(2)),
          Map.entry("COMPLETED", Duration.ofMinutes(1)),
          Map.entry("FAILED", Duration.ofMinutes(1)),
          Map.entry("SUBMISSION_FAILED", Duration.ofMinutes(1)),
          Map.entry(DRIVER_GONE, Duration.ofMinutes(1)));

  private Healing() {}

  /** What is known after a look at the job, which is in a state now. */
  public static HealingStatus look(HealingStatus before, String state, Instant now) {
    boolean isSame = before != null && state.equals(before.state());
    String since = isSame ? before.since() : now.truncatedTo(ChronoUnit.SECONDS).toString();
    int attempts = before == null || before.attempts() == null ? 0 : before.attempts();
    String last = before == null ? null : before.lastAttemptAt();
    boolean isWellAgain =
        isSame && state.equals(WORKING) && now.isAfter(Instant.parse(since).plus(HEALTHY_AGAIN));
    return isWellAgain
        ? new HealingStatus(0, null, state, since)
        : new HealingStatus(attempts, last, state, since);
  }

  /** Whether the job hangs. */
  public static boolean isStuck(HealingStatus seen, Instant now) {
    return Optional.ofNullable(LONGEST.get(seen.state()))
        .filter(longest -> now.isAfter(Instant.parse(seen.since()).plus(longest)))
        .isPresent();
  }

  /** Whether it has been made anew as often as is allowed. */
  public static boolean isExhausted(HealingStatus seen) {
    return seen.attempts() >= MOST_ATTEMPTS;
  }

  /** Whether a job that hangs is to be made anew now: each time after twice as long a pause. */
  public static boolean isDue(HealingStatus seen, Instant now) {
    if (isExhausted(seen)) {
      return false;
    }
    return seen.lastAttemptAt() == null
        || now.isAfter(
            Instant.parse(seen.lastAttemptAt())
                .plus(FIRST_PAUSE.multipliedBy(1L << (seen.attempts() - 1))));
  }

  /** What is known once the job has been made anew. */
  public static HealingStatus attempted(HealingStatus seen, Instant now) {
    String at = now.truncatedTo(ChronoUnit.SECONDS).toString();
    return new HealingStatus(seen.attempts() + 1, at, "", at);
  }
}
