package io.finsolutions.pipeline.store;

import io.finsolutions.pipeline.market.IdRange;
import io.finsolutions.pipeline.market.TradeIds;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Sets of trade ids in the text form of Postgres' {@code int8multirange}: {@code {[1,6),[7,8)}}.
 *
 * <p>Postgres has no number for the end of a run up to {@link Long#MAX_VALUE}: it is left out, as
 * in {@code {[5,)}}.
 */
public final class Multirange {
  private static final Pattern RANGE = Pattern.compile("\\[(-?\\d+),(-?\\d*)\\)");

  private Multirange() {}

  /** Writes a set of ids. */
  public static String format(TradeIds ids) {
    return ids.ranges().stream()
        .map(range -> "[" + range.first() + "," + end(range) + ")")
        .collect(Collectors.joining(",", "{", "}"));
  }

  /**
   * Reads what Postgres prints, which is always in the half-open form.
   *
   * @throws IllegalArgumentException if it has any other form
   */
  public static TradeIds parse(String text) {
    TradeIds ids = new TradeIds();
    if (text.equals("{}")) {
      return ids;
    }
    if (!text.startsWith("{")) {
      throw malformed(text);
    }
    // One after the other: a pattern of all of them goes as deep as there are ranges.
    Matcher range = RANGE.matcher(text);
    int end = 0;
    do {
      if (!range.region(end + 1, text.length()).lookingAt()) {
        throw malformed(text);
      }
      String last = range.group(2);
      ids.addRange(
          Long.parseLong(range.group(1)),
          last.isEmpty() ? Long.MAX_VALUE : Long.parseLong(last) - 1);
      end = range.end();
    } while (text.startsWith(",", end));
    if (!text.substring(end).equals("}")) {
      throw malformed(text);
    }
    return ids;
  }

  private static IllegalArgumentException malformed(String text) {
    return new IllegalArgumentException("\"" + text + "\" is not a multirange of trade ids");
  }

  private static String end(IdRange range) {
    return range.last() == Long.MAX_VALUE ? "" : Long.toString(range.last() + 1);
  }
}
