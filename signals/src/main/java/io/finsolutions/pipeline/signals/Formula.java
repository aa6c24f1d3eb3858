package io.finsolutions.pipeline.signals;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The text that names a strategy, its version and the parameters that differ from its defaults:
 * {@code trend-and-volume/1} or {@code trend-and-volume/1:fast=5,threshold=0.5}. It is all that has
 * to be known to judge again as it was judged.
 *
 * @param name such as {@code trend-and-volume}
 * @param version counts up whenever the same bars would give another signal
 * @param parameters by name, in the order in which they are written
 */
record Formula(String name, int version, Map<String, BigDecimal> parameters) {
  private static final Pattern TEXT =
      Pattern.compile("(?<name>[a-z]+(?:-[a-z]+)*)(?:/(?<version>\\d{1,6}))?(?::(?<rest>.*))?");
  private static final Pattern PARAMETER =
      Pattern.compile("(?<name>[a-z_]+)=(?<value>-?\\d{1,9}(?:\\.\\d{1,9})?)");

  private static final int FIRST_VERSION = 1;

  Formula {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /**
   * Reads a formula; one without a version is of the first.
   *
   * @throws IllegalArgumentException if {@code text} has another form
   */
  static Formula parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no formula: write NAME/VERSION:PARAMETER=NUMBER,...");
    }
    String version = matcher.group("version");
    return new Formula(
        matcher.group("name"),
        version == null ? FIRST_VERSION : Integer.parseInt(version),
        parameters(text, matcher.group("rest")));
  }

  private static Map<String, BigDecimal> parameters(String text, String rest) {
    Map<String, BigDecimal> parameters = new LinkedHashMap<>();
    if (rest == null) {
      return parameters;
    }
    for (String part : rest.split(",", -1)) {
      Matcher matcher = PARAMETER.matcher(part);
      if (!matcher.matches()) {
        throw new IllegalArgumentException(
            "\"" + part + "\" in \"" + text + "\" is no parameter: write NAME=NUMBER");
      }
      BigDecimal value = new BigDecimal(matcher.group("value"));
      if (parameters.put(matcher.group("name"), value) != null) {
        throw new IllegalArgumentException(
            "\"" + text + "\" says twice what " + matcher.group("name") + " is");
      }
    }
    return parameters;
  }

  /**
   * All parameters of a strategy: those of this formula, and the defaults of the others.
   *
   * @param defaults every parameter that there is
   * @throws IllegalArgumentException if the formula has a parameter that there is not
   */
  Map<String, BigDecimal> over(Map<String, BigDecimal> defaults) {
    for (String given : parameters.keySet()) {
      if (!defaults.containsKey(given)) {
        throw new IllegalArgumentException(
            "%s has no parameter \"%s\": it has %s"
                .formatted(name, given, String.join(", ", defaults.keySet())));
      }
    }
    Map<String, BigDecimal> values = new LinkedHashMap<>(defaults);
    values.putAll(parameters);
    return values;
  }

  /** The formula of some values: those that are as by default are left out. */
  static Formula of(
      String name, int version, Map<String, BigDecimal> values, Map<String, BigDecimal> defaults) {
    Map<String, BigDecimal> different = new LinkedHashMap<>();
    values.forEach(
        (parameter, value) -> {
          if (value.compareTo(defaults.get(parameter)) != 0) {
            different.put(parameter, value);
          }
        });
    return new Formula(name, version, different);
  }

  @Override
  public String toString() {
    String start = name + "/" + version;
    return parameters.isEmpty()
        ? start
        : parameters.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + Figures.plain(entry.getValue()))
            .collect(Collectors.joining(",", start + ":", ""));
  }
}
