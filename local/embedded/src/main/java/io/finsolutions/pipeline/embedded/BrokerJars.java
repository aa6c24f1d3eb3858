package io.finsolutions.pipeline.embedded;

import io.finsolutions.pipeline.service.FailedException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the folder with the jars of the broker, which the module {@code broker} fills. */
final class BrokerJars {
  /** The system property that names the folder, where it is not in the checkout. */
  static final String FOLDER_PROPERTY = "pipeline.broker.lib";

  private static final Path IN_CHECKOUT = Path.of("local", "broker", "target", "lib");

  private BrokerJars() {}

  /**
   * The folder with the broker's jars: the one the system property names, else the checkout's, in
   * any folder above the working directory or above the jar or class folder of this class.
   *
   * @throws FailedException if there is none
   */
  static Path folder() {
    String named = System.getProperty(FOLDER_PROPERTY);
    if (named != null) {
      Path folder = Path.of(named);
      if (!holdsBroker(folder)) {
        throw new FailedException(
            FOLDER_PROPERTY + " names " + folder + ", which does not hold the jars of the broker");
      }
      return folder;
    }
    return Stream.of(Path.of("").toAbsolutePath(), ownLocation())
        .map(BrokerJars::searchUpwards)
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow(
            () ->
                new FailedException(
                    "the jars of the Kafka broker are not built: run 'mvn package' in local/broker,"
                        + " or name their folder with -D"
                        + FOLDER_PROPERTY));
  }

  private static Optional<Path> searchUpwards(Path start) {
    return Stream.iterate(start, folder -> folder != null, Path::getParent)
        .map(folder -> folder.resolve(IN_CHECKOUT))
        .filter(BrokerJars::holdsBroker)
        .findFirst();
  }

  private static boolean holdsBroker(Path folder) {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (var jars = Files.newDirectoryStream(folder, "kafka_2.13-*.jar")) {
      return jars.iterator().hasNext();
    } catch (IOException e) {
      return false;
    }
  }

  private static Path ownLocation() {
    try {
      return Path.of(BrokerJars.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the class path is not made of files", e);
    }
  }
}
