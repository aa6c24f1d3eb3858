package io.finsolutions.pipeline.batch.engine;

import io.finsolutions.pipeline.market.IdRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a product stands, as the archive keeps it beside the trades: with both, the rows can be
 * made again when the database is lost.
 *
 * @param handover where runs have brought the product
 * @param missing the holes that rows are final without
 */
record Standing(Handover handover, List<Hole> missing) {
  private static final String NOTHING = "-";

  /**
   * A line for each thing: its name and values, with spaces between them. For example:
   *
   * <pre>
   * final_until 2026-11-29T10:15:00Z
   * trade_ids 1100253487 1100301122
   * covered_from 2026-11-29T08:00:00Z
   * end_offset 0 47636
   * topic_id qV2k0fJ2SdKuZlO3z1xv5g
   * kept_from -
   * past 2026-10-01T00:00:00Z 2026-10-08T00:00:00Z 1088412203 1090112977
   * missing 1100253490 1100253491 2026-11-29T08:01:02.5Z 2026-11-29T08:01:03Z
   * </pre>
   */
  String text() {
    List<String> lines = new ArrayList<>();
    lines.add("final_until " + orNothing(handover.at()));
    lines.add("trade_ids " + orNothing(handover.ids().map(ids -> ids.first() + " " + ids.last())));
    lines.add("covered_from " + orNothing(handover.coveredFrom()));
    handover
        .endOffsets()
        .forEach((partition, offset) -> lines.add("end_offset " + partition + " " + offset));
    lines.add("topic_id " + orNothing(handover.topicId()));
    lines.add("kept_from " + orNothing(handover.keptFrom()));
    for (PastSpan span : handover.past()) {
      lines.add(
          "past %s %s%s"
              .formatted(
                  span.from(),
                  span.to(),
                  span.ids().map(ids -> " " + ids.first() + " " + ids.last()).orElse("")));
    }
    for (Hole hole : missing) {
      lines.add(
          "missing %d %d %s %s"
              .formatted(hole.ids().first(), hole.ids().last(), hole.after(), hole.before()));
    }
    return String.join("\n", lines);
  }

  private static String orNothing(Optional<?> value) {
    return value.map(Object::toString).orElse(NOTHING);
  }

  /**
   * Reads what {@link #text} has written.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  static Standing parse(String text) {
    Optional<Instant> at = Optional.empty();
    Optional<IdRange> ids = Optional.empty();
    Optional<Instant> coveredFrom = Optional.empty();
    SortedMap<Integer, Long> endOffsets = new TreeMap<>();
    Optional<String> topicId = Optional.empty();
    Optional<Instant> keptFrom = Optional.empty();
    List<PastSpan> past = new ArrayList<>();
    List<Hole> missing = new ArrayList<>();
    for (String line : text.lines().toList()) {
      String[] words = line.split(" ");
      switch (words[0]) {
        case "final_until" -> at = instant(words[1]);
        case "trade_ids" -> ids = range(words);
        case "covered_from" -> coveredFrom = instant(words[1]);
        case "end_offset" -> endOffsets.put(Integer.valueOf(words[1]), Long.valueOf(words[2]));
        case "topic_id" -> topicId = Optional.of(words[1]).filter(Standing::isSomething);
        case "kept_from" -> keptFrom = instant(words[1]);
        case "past" -> past.add(past(words));
        case "missing" ->
            missing.add(
                new Hole(
                    new IdRange(Long.parseLong(words[1]), Long.parseLong(words[2])),
                    Instant.parse(words[3]),
                    Instant.parse(words[4])));
        default -> throw new IllegalArgumentException("where the archive stands: " + line);
      }
    }
    return new Standing(
        new Handover(at, ids, coveredFrom, endOffsets, topicId, keptFrom, past), missing);
  }

  private static boolean isSomething(String word) {
    return !word.equals(NOTHING);
  }

  private static Optional<Instant> instant(String word) {
    return Optional.of(word).filter(Standing::isSomething).map(Instant::parse);
  }

  private static PastSpan past(String[] words) {
    return new PastSpan(
        Instant.parse(words[1]),
        Instant.parse(words[2]),
        words.length == 5
            ? Optional.of(new IdRange(Long.parseLong(words[3]), Long.parseLong(words[4])))
            : Optional.empty());
  }

  private static Optional<IdRange> range(String[] words) {
    return words.length == 3
        ? Optional.of(new IdRange(Long.parseLong(words[1]), Long.parseLong(words[2])))
        : Optional.empty();
  }
}
