package io.finsolutions.pipeline.streaming.source;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.sql.connector.read.streaming.Offset;

/** By partition, the offset of the next record to read. */
public final class TopicPosition extends Offset {
  private static final Pattern ENTRY = Pattern.compile("\"(\\d+)\":(\\d+)");

  private final SortedMap<Integer, Long> offsets;

  /** At the given offsets. */
  public TopicPosition(SortedMap<Integer, Long> offsets) {
    this.offsets = new TreeMap<>(offsets);
  }

  /** Reads what {@link #json} writes. */
  static TopicPosition parse(String json) {
    SortedMap<Integer, Long> offsets = new TreeMap<>();
    Matcher entry = ENTRY.matcher(json);
    while (entry.find()) {
      offsets.put(Integer.valueOf(entry.group(1)), Long.valueOf(entry.group(2)));
    }
    return new TopicPosition(offsets);
  }

  SortedMap<Integer, Long> offsets() {
    return offsets;
  }

  /** For example {@code {"0":1200,"1":1180}}. */
  @Override
  public String json() {
    return offsets.entrySet().stream()
        .map(entry -> "\"" + entry.getKey() + "\":" + entry.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }
}
