package io.finsolutions.pipeline.local.chaos;

import io.finsolutions.pipeline.local.part.Part;
import io.finsolutions.pipeline.local.part.PartListener;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/** Tells a run which processes do their work again, and another listener everything. */
final class PartRelay implements PartListener {
  private static final int LONGEST_ENDING = 160;

  private final PartListener next;
  private final ChaosRun run;

  PartRelay(PartListener next, ChaosRun run) {
    this.next = next;
    this.run = run;
  }

  @Override
  public void onUp(Part part, Duration took) {
    Instant now = Instant.now();
    Arrays.stream(Target.values())
        .filter(target -> target.toString().equals(part.name()))
        .forEach(target -> run.ready(target, now));
    next.onUp(part, took);
  }

  @Override
  public void onRestart(Part part, String ending, Duration pause) {
    // Whoever was killed has no last words that matter.
    String words =
        ending.length() > LONGEST_ENDING ? ending.substring(0, LONGEST_ENDING) + "..." : ending;
    next.onRestart(part, words, pause);
  }

  @Override
  public void onFailed(Part part, String reason) {
    next.onFailed(part, reason);
  }
}
