package io.finsolutions.pipeline.local.view;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A line of text, parts of which stand out.
 *
 * @param spans its parts from left to right
 */
record Line(List<Span> spans) {
  /** How a part of a line stands out. */
  enum Style {
    PLAIN(""),
    BOLD("\u001b[1m"),
    DIM("\u001b[2m"),
    GREEN("\u001b[32m"),
    RED("\u001b[31m"),
    YELLOW("\u001b[33m");

    private static final String RESET = "\u001b[0m";
    private final String code;

    Style(String code) {
      this.code = code;
    }

    private String wrap(String text) {
      return code.isEmpty() ? text : code + text + RESET;
    }
  }

  /** Some text in one style. */
  record Span(Style style, String text) {}

  /** A line without anything. */
  static Line empty() {
    return new Line(List.of());
  }

  static Line of(Style style, String text) {
    return empty().with(style, text);
  }

  /** This line with more text behind it. */
  Line with(Style style, String text) {
    List<Span> longer = new ArrayList<>(spans);
    longer.add(new Span(style, text));
    return new Line(List.copyOf(longer));
  }

  /** This line with more text behind it that does not stand out. */
  Line with(String text) {
    return with(Style.PLAIN, text);
  }

  /** This line with another behind it. */
  Line with(Line other) {
    List<Span> longer = new ArrayList<>(spans);
    longer.addAll(other.spans);
    return new Line(List.copyOf(longer));
  }

  /** How many characters it has. */
  int length() {
    return spans.stream().mapToInt(span -> span.text().length()).sum();
  }

  /** This line without what is beyond a width. */
  Line cutTo(int width) {
    List<Span> kept = new ArrayList<>();
    int left = width;
    for (Span span : spans) {
      String text = span.text().substring(0, Math.min(left, span.text().length()));
      left -= text.length();
      kept.add(new Span(span.style(), text));
    }
    return new Line(List.copyOf(kept));
  }

  /** The text alone. */
  String text() {
    return spans.stream().map(Span::text).collect(Collectors.joining());
  }

  /** The text with the codes that make it stand out on a terminal. */
  String ansi() {
    return spans.stream().map(span -> span.style().wrap(span.text())).collect(Collectors.joining());
  }
}
