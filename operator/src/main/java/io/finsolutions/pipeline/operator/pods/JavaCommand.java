package io.finsolutions.pipeline.operator.pods;

import java.util.ArrayList;
import java.util.List;

/**
 * The command line of a process of this platform. Its image has one jar, whose manifest names the
 * jars beside it, what runs, and what that needs of the Java runtime.
 */
public final class JavaCommand {
  private static final String FOLDER = "/opt/pipeline/";

  private JavaCommand() {}

  /** Runs what a jar is there for. */
  public static List<String> ofJar(String jar, List<String> flags, String... arguments) {
    List<String> command = java(flags);
    command.addAll(List.of("-jar", FOLDER + jar));
    command.addAll(List.of(arguments));
    return command;
  }

  /** Runs another class, of a jar or of those beside it. */
  public static List<String> ofClass(String jar, List<String> flags, String mainClass) {
    List<String> command = java(flags);
    command.addAll(List.of("-cp", FOLDER + jar, mainClass));
    return command;
  }

  private static List<String> java(List<String> flags) {
    List<String> command = new ArrayList<>(List.of("java"));
    command.addAll(flags);
    return command;
  }
}
