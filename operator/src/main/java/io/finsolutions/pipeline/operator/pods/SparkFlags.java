package io.finsolutions.pipeline.operator.pods;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What Spark needs of a Java 17 runtime where no launcher of its own says so. */
public final class SparkFlags {
  private static final List<String> PACKAGES =
      List.of(
          "java.lang",
          "java.lang.invoke",
          "java.lang.reflect",
          "java.io",
          "java.net",
          "java.nio",
          "java.util",
          "java.util.concurrent",
          "java.util.concurrent.atomic",
          "jdk.internal.ref",
          "sun.nio.ch",
          "sun.nio.cs",
          "sun.security.action",
          "sun.util.calendar");

  private SparkFlags() {}

  /** Flags of a Java virtual machine, and those that Spark needs. */
  public static List<String> with(List<String> flags) {
    Stream<String> opens =
        PACKAGES.stream().map(name -> "--add-opens=java.base/" + name + "=ALL-UNNAMED");
    return new ArrayList<>(Stream.concat(flags.stream(), opens).toList());
  }
}
