package io.finsolutions.pipeline.store;

import io.finsolutions.pipeline.market.TradeIds;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Sets of trade ids in the text form of Postgres' {@code int8multirange}: {@code {[1,6),[7,8)}}.
 */
public final class Multirange {
  private static final Pattern RANGE = Pattern.compile("\\[(-?\\d+),(-?\\d+)\\)");

  private Multirange() {}

  /** Writes a set of ids. */
  public static String format(TradeIds ids) {
    return ids.ranges().stream()
        .map(range -> "[" + range.first() + "," + (range.last() + 1) + ")")
        .collect(Collectors.joining(",", "{", "}"));
  }

  /** Reads what Postgres prints, which is always in the half-open form. */
  public static TradeIds parse(String text) {
    TradeIds ids = new TradeIds();
    Matcher matcher = RANGE.matcher(text);
    while (matcher.find()) {
      ids.addRange(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)) - 1);
    }
    return ids;
  }
}
