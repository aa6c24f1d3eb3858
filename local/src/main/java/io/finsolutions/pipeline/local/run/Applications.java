package io.finsolutions.pipeline.local.run;

import io.finsolutions.pipeline.service.FailedException;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The applications of the checkout as they were built: each a jar with the folder {@code lib} of
 * other jars beside it.
 *
 * @param checkout the folder that holds the modules
 */
public record Applications(Path checkout) {
  private static final Path SPEED_LAYER = Path.of("spark-images", "streaming");

  /**
   * The applications of the checkout that this class is part of.
   *
   * @throws FailedException if it is not in a checkout
   */
  public static Applications find() {
    return Stream.iterate(ownLocation(), folder -> folder != null, Path::getParent)
        .filter(folder -> Files.isDirectory(folder.resolve(SPEED_LAYER)))
        .findFirst()
        .map(Applications::new)
        .orElseThrow(
            () -> new FailedException("this is not run from a checkout: " + ownLocation()));
  }

  /** The command that runs the stand-in exchange with the given flags of the virtual machine. */
  public List<String> exchange(List<String> jvm) {
    return command(
        jvm, Path.of("exchange"), "exchange", "io.finsolutions.pipeline.exchange.ExchangeCommand");
  }

  /** The command that runs the producer. */
  public List<String> producer(List<String> jvm) {
    return command(
        jvm,
        Path.of("producer-image"),
        "producer",
        "io.finsolutions.pipeline.producer.ProducerCommand");
  }

  /** The command that runs the speed layer. */
  public List<String> streaming(List<String> jvm) {
    return jarCommand(jvm, SPEED_LAYER, "streaming");
  }

  /** The command that runs the batch layer. */
  public List<String> batch(List<String> jvm) {
    return jarCommand(jvm, Path.of("spark-images", "batch"), "batch");
  }

  /** The command that runs the console. */
  public List<String> console(List<String> jvm) {
    return command(
        jvm,
        Path.of("console-image"),
        "console",
        "io.finsolutions.pipeline.console.ConsoleCommand");
  }

  private List<String> command(List<String> jvm, Path module, String artifact, String mainClass) {
    Path jar = jar(module, artifact);
    List<String> command = java(jvm);
    command.add("-cp");
    command.add(jar + File.pathSeparator + jar.resolveSibling("lib").resolve("*"));
    command.add(mainClass);
    return command;
  }

  // The manifest opens the packages that Spark needs.
  private List<String> jarCommand(List<String> jvm, Path module, String artifact) {
    List<String> command = java(jvm);
    command.add("-jar");
    command.add(jar(module, artifact).toString());
    return command;
  }

  private static List<String> java(List<String> jvm) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvm);
    return command;
  }

  private Path jar(Path module, String artifact) {
    Path target = checkout.resolve(module).resolve("target");
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, artifact + "-[0-9]*.jar")) {
      Iterator<Path> found = jars.iterator();
      if (found.hasNext()) {
        return found.next();
      }
    } catch (IOException e) {
      throw new FailedException(module + " is not built: run mvn package", e);
    }
    throw new FailedException(module + " is not built: run mvn package");
  }

  private static Path ownLocation() {
    try {
      return Path.of(
          Applications.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the class path is not made of files", e);
    }
  }
}
