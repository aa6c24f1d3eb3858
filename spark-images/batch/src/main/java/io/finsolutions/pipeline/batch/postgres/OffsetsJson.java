package io.finsolutions.pipeline.batch.postgres;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Offsets by partition as the database keeps them: {@code {"0": 42}}. */
final class OffsetsJson {
  private static final Pattern ENTRY = Pattern.compile("\"(\\d+)\"\\s*:\\s*(\\d+)");

  private OffsetsJson() {}

  static String format(Map<Integer, Long> offsets) {
    return offsets.entrySet().stream()
        .map(entry -> "\"" + entry.getKey() + "\": " + entry.getValue())
        .collect(Collectors.joining(", ", "{", "}"));
  }

  static SortedMap<Integer, Long> parse(String json) {
    SortedMap<Integer, Long> offsets = new TreeMap<>();
    Matcher matcher = ENTRY.matcher(json);
    while (matcher.find()) {
      offsets.put(Integer.valueOf(matcher.group(1)), Long.valueOf(matcher.group(2)));
    }
    return offsets;
  }
}
