package io.finsolutions.pipeline.local.chaos;

import io.finsolutions.pipeline.local.part.PartStatus;
import io.finsolutions.pipeline.verify.Difference;
import io.finsolutions.pipeline.verify.Verification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a run came to.
 *
 * @param settings what it was to be
 * @param faults the faults and recoveries
 * @param open faults that were not recovered from, in words
 * @param greatestAge how far rows were behind at most while faults ran
 * @param struck how often faults of the exchange have struck, by their names
 * @param deadLetters dead letters by reason
 * @param parts how often each part was started again
 * @param figures what the batch layer has noted
 * @param verification the comparison of all rows; nothing if it did not come to it
 * @param unfinished what did not come to its end, in words
 */
record ChaosSummary(
    ChaosSettings settings,
    FaultTable faults,
    List<String> open,
    Duration greatestAge,
    Map<String, Long> struck,
    Map<String, Long> deadLetters,
    List<PartStatus> parts,
    FinalFigures figures,
    Optional<Verification> verification,
    List<String> unfinished) {
  /** How long it may take from the end of a second to its being final. */
  static final Duration LONGEST_TO_FINAL = Duration.ofMinutes(30);

  private static final int DIFFERENCES_SHOWN = 50;

  /** All lines; the last says how many differences there are. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(text("machine", Machine.words()));
    lines.add(
        text(
            "settings",
            "%s --for %ds --seed %d --rate %s, batch every %ds settle %ds give-up %ds"
                .formatted(
                    settings.pair(),
                    settings.length().toSeconds(),
                    settings.seed(),
                    settings.rate(),
                    ChaosSettings.SCHEDULE.every().toSeconds(),
                    ChaosSettings.SCHEDULE.settle().toSeconds(),
                    ChaosSettings.SCHEDULE.giveUp().toSeconds())));
    lines.addAll(faults.lines());
    lines.add(text("struck messages and requests", counts(struck)));
    lines.add(text("started again", restarts()));
    lines.add(text("dead letters", counts(deadLetters)));
    lines.add(number("batch runs done", figures.done()));
    lines.add(number("batch runs failed", figures.failed()));
    lines.add(number("batch runs killed", figures.killed()));
    lines.add(number("trades late", figures.lateTrades()));
    lines.add(number("trades missing", figures.missingTrades()));
    lines.add(text("longest to final, s", Spread.seconds(figures.longestToFinal())));
    lines.add(text("greatest row age, s", Spread.seconds(greatestAge)));
    verification.ifPresent(
        all -> {
          lines.add(number("trades", all.trades()));
          lines.add(number("trade ids skipped", all.skippedIds()));
          lines.add(number("rows compared", all.rows()));
          lines.add(number("seconds with trades", all.seconds()));
          lines.add(number("final rows", all.finalSeconds()));
          lines.add(number("provisional rows", all.seconds() - all.finalSeconds()));
        });
    lines.add(number("kills", faults.kills()));
    lines.add(number("faults", faults.injected()));
    lines.add(number("not recovered", open.size()));
    problems().forEach(problem -> lines.add("seed " + settings.seed() + ": " + problem));
    lines.add(
        verification.isPresent()
            ? number("differences", verification.get().differences().size())
            : text("differences", "not compared"));
    return lines;
  }

  /** All that is wrong, in words; nothing for a sound run. */
  List<String> problems() {
    List<String> problems = new ArrayList<>(unfinished);
    open.forEach(fault -> problems.add("not recovered from " + fault));
    if (figures.missingTrades() > 0) {
      problems.add(figures.missingTrades() + " trades are missing before the hand-over");
    }
    if (figures.longestToFinal().compareTo(LONGEST_TO_FINAL) > 0) {
      problems.add("a row was final only after " + Spread.seconds(figures.longestToFinal()) + " s");
    }
    verification.ifPresent(all -> addDifferences(problems, all));
    return problems;
  }

  private static void addDifferences(List<String> problems, Verification all) {
    if (all.skippedIds() != 0) {
      problems.add(all.skippedIds() + " trade ids are skipped");
    }
    if (all.finalSeconds() == 0) {
      problems.add("no row has become final");
    }
    List<Difference> differences = all.differences();
    differences.stream()
        .limit(DIFFERENCES_SHOWN)
        .forEach(difference -> problems.add("row " + difference));
    if (differences.size() > DIFFERENCES_SHOWN) {
      problems.add("and " + (differences.size() - DIFFERENCES_SHOWN) + " more differences");
    }
  }

  private String restarts() {
    return parts.stream()
        .filter(part -> part.restarts() > 0)
        .map(part -> part.name() + " " + part.restarts())
        .collect(Collectors.joining(", "));
  }

  private static String counts(Map<String, Long> counts) {
    return counts.isEmpty()
        ? "none"
        : counts.entrySet().stream()
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining(", "));
  }

  private static String number(String name, long number) {
    return String.format(Locale.ROOT, "%-30s %10d", name, number);
  }

  private static String text(String name, String text) {
    return String.format(Locale.ROOT, "%-30s %10s", name, text);
  }
}
