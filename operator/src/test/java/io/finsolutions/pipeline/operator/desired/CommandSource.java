package io.finsolutions.pipeline.operator.desired;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The source of a command of another module, which the operator does not depend on: its settings as
 * its annotations state them.
 */
record CommandSource(String className, String text) {
  private static final List<String> MODULES =
      List.of(
          "producer-image",
          "spark-images/streaming",
          "spark-images/batch",
          "spark-images/archive",
          "store",
          "service");

  private static final Pattern OPTION =
      Pattern.compile("@Option\\(((?:[^()\"]|\"(?:[^\"\\\\]|\\\\.)*\")*)\\)");
  private static final Pattern NAME = Pattern.compile("names = \"--([a-z-]+)\"");
  private static final Pattern MIXIN = Pattern.compile("@Mixin private (\\w+) ");
  private static final Pattern CLASS = Pattern.compile("(\\w+)\\.class");

  /** The source of a class, or a failure that names it. */
  static CommandSource of(String className) {
    Path file = Path.of("src/main/java", className.replace('.', '/') + ".java");
    return MODULES.stream()
        .map(module -> Path.of("..", module).resolve(file))
        .filter(Files::exists)
        .findFirst()
        .map(found -> new CommandSource(className, read(found)))
        .orElseThrow(() -> new AssertionError("no module has the source of " + className));
  }

  /** The command that is run: a class, and perhaps the name of one of its subcommands. */
  static CommandSource of(List<String> command) {
    CommandSource root = of(command.get(0));
    return command.size() == 1
        ? root
        : root.matches(CLASS)
            .map(root::resolve)
            .filter(one -> one.text().contains("name = \"" + command.get(1) + "\""))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no such command: " + command));
  }

  /** The variables that it takes. */
  Set<String> settings() {
    return variables(option -> true);
  }

  /** The variables that it does not do without. */
  Set<String> requiredSettings() {
    return variables(option -> option.contains("required = true"));
  }

  private Set<String> variables(Predicate<String> which) {
    Set<String> variables = new TreeSet<>();
    matches(OPTION)
        .filter(which)
        .flatMap(option -> NAME.matcher(option).results())
        .map(name -> "PIPELINE_" + name.group(1).replace('-', '_').toUpperCase(Locale.ROOT))
        .forEach(variables::add);
    matches(MIXIN).map(this::resolve).forEach(mixin -> variables.addAll(mixin.variables(which)));
    return variables;
  }

  private Stream<String> matches(Pattern pattern) {
    return pattern.matcher(text).results().map((MatchResult result) -> result.group(1));
  }

  private CommandSource resolve(String simpleName) {
    return of(
        Pattern.compile("import (\\S+\\." + simpleName + ");")
            .matcher(text)
            .results()
            .map(found -> found.group(1))
            .findFirst()
            .orElse(className.substring(0, className.lastIndexOf('.') + 1) + simpleName));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
