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
  private static final String RANGE_FORM = "\\[(-?\\d+),(-?\\d*)\\)";
  private static final Pattern RANGE = Pattern.compile(RANGE_FORM);
  private static final Pattern MULTIRANGE =
      Pattern.compile("\\{(?:%1$s(?:,%1$s)*)?}".formatted(RANGE_FORM));

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
    if (!MULTIRANGE.matcher(text).matches()) {
      throw new IllegalArgumentException("\"" + text + "\" is not a multirange of trade ids");
    }
    TradeIds ids = new TradeIds();
    Matcher matcher = RANGE.matcher(text);
    while (matcher.find()) {
      String end = matcher.group(2);
      long last = end.isEmpty() ? Long.MAX_VALUE : Long.parseLong(end) - 1;
      ids.addRange(Long.parseLong(matcher.group(1)), last);
    }
    return ids;
  }

  private static String end(IdRange range) {
    return range.last() == Long.MAX_VALUE ? "" : Long.toString(range.last() + 1);
  }
}
