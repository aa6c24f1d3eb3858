package io.finsolutions.pipeline.console.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.finsolutions.pipeline.market.BarWidth;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The parameters that queries have. */
final class Parameters {
  /** Bars are of seconds; nothing earlier or later can be asked for. */
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
  private static final Pattern UNIX_SECONDS = Pattern.compile("-?[0-9]{1,12}");
  private static final int LONGEST_SHOWN = 60;

  static final Parameter<BarWidth> INTERVAL =
      new Parameter<>(
          "interval",
          "How long the bars are.",
          schema -> {
            schema.put("type", "string").put("default", "1m");
            ArrayNode values = schema.putArray("enum");
            Arrays.stream(BarWidth.values()).forEach(width -> values.add(width.label()));
          },
          text -> BarWidth.ofLabel(shown(text)));

  static final Parameter<Instant> FROM =
      time("from", "The first instant asked for: RFC 3339, or seconds since 1970.");
  static final Parameter<Instant> TO =
      time("to", "The first instant that is no longer asked for: RFC 3339, or seconds since 1970.");

  static final Parameter<Fill> FILL =
      choice(
          "fill",
          "What to answer of intervals without a trade: nothing, or a bar with the price before.",
          Fill.class,
          Fill.NONE);
  static final Parameter<Format> FORMAT =
      choice("format", "How the bars are written.", Format.class, Format.JSON);

  static final Parameter<Instant> CURSOR =
      new Parameter<>(
          "cursor",
          "Where to go on: next of the answer before.",
          schema -> schema.put("type", "string").put("pattern", "^[0-9]{1,12}$"),
          text -> {
            if (!text.matches("[0-9]{1,12}")) {
              throw new IllegalArgumentException(
                  "\"" + shown(text) + "\" is no cursor: take next of the answer before");
            }
            return bounded(Instant.ofEpochSecond(Long.parseLong(text)));
          });

  static final Parameter<Long> BEFORE_RUN =
      new Parameter<>(
          "before",
          "Only runs with a lower number: next of the answer before.",
          schema -> schema.put("type", "integer").put("minimum", 1),
          text -> whole("before", text, 1, Long.MAX_VALUE));

  /** What of intervals without a trade. */
  enum Fill {
    NONE,
    PREVIOUS
  }

  /** How bars are written. */
  enum Format {
    JSON,
    CSV
  }

  private Parameters() {}

  /** How many there may be at most. */
  static Parameter<Integer> limit(int usual, int most) {
    return new Parameter<>(
        "limit",
        "How many to answer at most.",
        schema ->
            schema
                .put("type", "integer")
                .put("minimum", 1)
                .put("maximum", most)
                .put("default", usual),
        text -> (int) whole("limit", text, 1, most));
  }

  private static Parameter<Instant> time(String name, String description) {
    return new Parameter<>(
        name,
        description,
        schema -> {
          ArrayNode forms = schema.putArray("oneOf");
          forms.addObject().put("type", "string").put("format", "date-time");
          forms.addObject().put("type", "integer");
        },
        text -> instant(name, text));
  }

  private static <E extends Enum<E>> Parameter<E> choice(
      String name, String description, Class<E> type, E usual) {
    String all =
        Arrays.stream(type.getEnumConstants())
            .map(Parameters::lower)
            .collect(Collectors.joining(", "));
    return new Parameter<>(
        name,
        description,
        schema -> {
          schema.put("type", "string").put("default", lower(usual));
          ArrayNode values = schema.putArray("enum");
          Arrays.stream(type.getEnumConstants()).forEach(value -> values.add(lower(value)));
        },
        text ->
            Arrays.stream(type.getEnumConstants())
                .filter(value -> lower(value).equals(text))
                .findFirst()
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "%s is \"%s\": write one of %s".formatted(name, shown(text), all))));
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static Instant instant(String name, String text) {
    if (UNIX_SECONDS.matcher(text).matches()) {
      return bounded(Instant.ofEpochSecond(Long.parseLong(text)));
    }
    try {
      // A plus sign that is not escaped arrives as a space.
      return bounded(OffsetDateTime.parse(text.replace(' ', '+')).toInstant());
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "%s is \"%s\": write a time as %s, or seconds since 1970"
              .formatted(name, shown(text), Instant.now().truncatedTo(ChronoUnit.SECONDS)));
    }
  }

  private static Instant bounded(Instant instant) {
    if (instant.isBefore(EARLIEST)) {
      return EARLIEST;
    }
    return instant.isAfter(LATEST) ? LATEST : instant;
  }

  private static long whole(String name, String text, long least, long most) {
    try {
      BigDecimal value = new BigDecimal(text.length() > LONGEST_SHOWN ? "x" : text);
      if (value.compareTo(BigDecimal.valueOf(least)) >= 0
          && value.compareTo(BigDecimal.valueOf(most)) <= 0) {
        return value.longValueExact();
      }
    } catch (ArithmeticException | NumberFormatException e) {
      // Told below, as a number that is too large.
    }
    throw new IllegalArgumentException(
        most == Long.MAX_VALUE
            ? "%s is \"%s\": write a whole number from %d on".formatted(name, shown(text), least)
            : "%s is \"%s\": write a whole number from %d to %d"
                .formatted(name, shown(text), least, most));
  }

  private static String shown(String text) {
    return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
  }
}
