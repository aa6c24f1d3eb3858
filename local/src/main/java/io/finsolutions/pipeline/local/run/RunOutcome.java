package io.finsolutions.pipeline.local.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is left to say when all parts have ended.
 *
 * @param lines what to print
 * @param failure what went wrong
 */
record RunOutcome(List<String> lines, Optional<String> failure) {
  static RunOutcome of(RunEnd end) {
    return new RunOutcome(end.failure().isPresent() ? List.of() : List.of("ended"), end.failure());
  }

  static RunOutcome of(RunSummary summary) {
    List<String> lines = new ArrayList<>(summary.table());
    List<String> problems = summary.problems();
    lines.addAll(problems);
    return new RunOutcome(
        lines,
        problems.isEmpty()
            ? Optional.empty()
            : Optional.of("not all is as it should be: " + problems.size() + " problems above"));
  }
}
