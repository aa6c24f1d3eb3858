package io.finsolutions.pipeline.charts;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** An expression of Prometheus, as far as it takes to see which metrics it is about. */
record Expression(String text) {
  private static final Pattern LABELS =
      Pattern.compile(
          "\"[^\"]*\"|\\{[^}]*}|\\[[^]]*]|\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");
  private static final Pattern NAME =
      Pattern.compile("(?<!\\w)[A-Za-z_:][A-Za-z0-9_:]*(?!\\s*\\(|\\w)");
  private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset");

  Set<String> metrics() {
    Set<String> metrics = new TreeSet<>();
    NAME.matcher(LABELS.matcher(text).replaceAll(" "))
        .results()
        .map(result -> result.group())
        .filter(name -> !WORDS.contains(name))
        .forEach(metrics::add);
    return metrics;
  }
}
