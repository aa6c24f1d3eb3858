package io.finsolutions.pipeline.system;

import java.nio.file.Path;

/**
 * What a run of the system tests is about, from the system properties that {@code ./pipeline e2e}
 * sets.
 *
 * @param namespace where everything is; the Spark operator has to look at it
 * @param repository what the names of all images begin with
 * @param tag the tag of the product's images
 * @param postgres the image of managed databases
 * @param executors executor pods of each pair; 0 for the layout in which the driver does the work
 */
record Settings(String namespace, String repository, String tag, String postgres, int executors) {
  /** The chart that is installed. */
  static final Path CHART = Path.of("../../charts/cryptopipeline");

  static final Path DEFINITION = CHART.resolve("crds/cryptopipelines.finsolutions.io-v1.yml");

  /** Set by {@code ./pipeline e2e}, and by nobody else. */
  static final String NAMESPACE = "e2e.namespace";

  static Settings ofThisRun() {
    return new Settings(
        System.getProperty(NAMESPACE),
        System.getProperty("e2e.repository"),
        System.getProperty("e2e.tag"),
        System.getProperty("e2e.postgres"),
        Integer.getInteger("e2e.executors"));
  }

  /** The name of an image of the product. */
  String image(String name) {
    return repository + name;
  }

  /** The name and tag of an image that only tests use. */
  String testImage(String name) {
    return repository + name + ":test";
  }
}
