package io.finsolutions.pipeline.simulation;

import io.finsolutions.pipeline.service.ExitCode;
import io.finsolutions.pipeline.service.FailedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Breaks the code on purpose, one break after the other, and sees whether the simulation tells. */
@Command(
    name = "mutations",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Breaks the code on purpose and writes down which histories tell.")
final class MutationCommand implements Callable<Integer> {
  private static final long LONGEST_SECONDS = 600;
  private static final int FAILED = 1;
  private static final Pattern TOLD = Pattern.compile("seed (\\d+): ([^:\n]+)");

  @Option(
      names = "--project-dir",
      defaultValue = ".",
      description = "Where the sources are. Default: the working directory.")
  private Path project;

  @Option(
      names = "--seeds",
      defaultValue = "3000",
      description = "How many histories to try for each break. Default: ${DEFAULT-VALUE}.")
  private long seeds;

  @Option(names = "--only", description = "Only breaks with this in their name.")
  private String only = "";

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<String> rows = new ArrayList<>();
    int survived = 0;
    for (Mutation mutation : mutations()) {
      String told = told(mutation);
      survived += told.isEmpty() ? 1 : 0;
      String row =
          "| %s | `%s` | %s |"
              .formatted(
                  mutation.title(),
                  mutation.source().getFileName(),
                  told.isEmpty() ? "**nobody** | " : told);
      System.out.println(row);
      rows.add(row);
    }
    if (only.isEmpty()) {
      new TestingPage(project.resolve("docs/testing.md")).write(rows);
    }
    System.out.printf("mutations=%d not_caught=%d%n", rows.size(), survived);
    return survived == 0 ? ExitCode.OK : FAILED;
  }

  private List<Mutation> mutations() throws IOException {
    List<Mutation> mutations = new ArrayList<>();
    try (Stream<Path> files = Files.list(project.resolve("simulation/mutations"))) {
      for (Path file : files.filter(name -> name.toString().endsWith(".txt")).sorted().toList()) {
        if (file.getFileName().toString().contains(only)) {
          mutations.add(Mutation.read(file));
        }
      }
    }
    return mutations;
  }

  /** Which invariant told at which seed, as two cells; empty if none did. */
  private String told(Mutation mutation) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("mutation-");
    try {
      compile(mutation, folder);
      Matcher told = TOLD.matcher(search(folder));
      return told.find() ? "%s | %s".formatted(told.group(2), told.group(1)) : "";
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private void compile(Mutation mutation, Path folder) throws IOException {
    Path source = project.resolve(mutation.source());
    Path broken = folder.resolve(source.getFileName());
    Files.writeString(broken, mutation.apply(Files.readString(source)));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new FailedException("a break is compiled: run this with a JDK");
    }
    var errors = new ByteArrayOutputStream();
    int result =
        compiler.run(
            null,
            errors,
            errors,
            "-proc:none",
            "-nowarn",
            "-classpath",
            System.getProperty("java.class.path"),
            "-d",
            folder.toString(),
            broken.toString());
    if (result != 0) {
      throw new FailedException(
          mutation.name() + " does not compile: " + errors.toString(StandardCharsets.UTF_8));
    }
  }

  private String search(Path folder) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-classpath",
                folder
                    + System.getProperty("path.separator")
                    + System.getProperty("java.class.path"),
                SimulationCommand.class.getName(),
                "--seeds=" + seeds,
                "--until-one-fails")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectOutput(folder.resolve("out").toFile())
            .start();
    if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    return Files.readString(folder.resolve("out"));
  }
}
