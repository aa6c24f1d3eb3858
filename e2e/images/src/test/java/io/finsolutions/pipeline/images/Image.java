package io.finsolutions.pipeline.images;

import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.testcontainers.DockerClientFactory;

/** An image of this checkout, and what it has to be. */
enum Image {
  OPERATOR("operator", 10001, List.of()),
  PRODUCER("producer-image", 10001, List.of()),
  BATCH("spark-images/batch", 10001, List.of("run")),
  STREAMING("spark-images/streaming", 185, List.of()),
  CONSOLE("console-image", 10001, List.of());

  /** Where Maven runs the tests, that is in the folder of this module. */
  private static final Path CHECKOUT = Path.of("").toAbsolutePath().resolve("../..").normalize();

  private static final String TAG = System.getProperty("images.tag", "0.1.0");

  private final String module;
  private final int user;
  private final List<String> subcommand;

  Image(String module, int user, List<String> subcommand) {
    this.module = module;
    this.user = user;
    this.subcommand = subcommand;
  }

  /** Its name and tag. */
  String reference() {
    return "finsolutions/crypto-pipeline-" + applicationName() + ":" + TAG;
  }

  /** What its jar and its command are called. */
  String applicationName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What stands in front of the flags that the tests give it. */
  List<String> subcommand() {
    return subcommand;
  }

  /** The id of the user, and of the group, as whom it runs. */
  int user() {
    return user;
  }

  /** Where its pods can write. */
  List<String> scratchFolders() {
    return this == STREAMING
        ? List.of("/tmp", "/var/data/spark", "/opt/spark/work-dir")
        : List.of("/tmp");
  }

  /** The folder of what Maven has built of its module. */
  Path target() {
    return CHECKOUT.resolve(module).resolve("target");
  }

  boolean isThere() {
    try {
      inspect();
      return true;
    } catch (NotFoundException e) {
      return false;
    }
  }

  /** What the engine knows of it. */
  InspectImageResponse inspect() {
    return DockerClientFactory.lazyClient().inspectImageCmd(reference()).exec();
  }
}
