package io.finsolutions.pipeline.images;

import java.util.List;

/** How the Spark operator has the image of the speed layer run a driver. */
final class SparkDriver {
  static final String JAR = "/opt/pipeline/streaming.jar";
  static final String MAIN_CLASS = "io.finsolutions.pipeline.streaming.StreamingCommand";

  private SparkDriver() {}

  /** The arguments of the image's entry point, before those of the job. */
  static List<String> command(String master) {
    return List.of(
        "driver",
        "--master",
        master,
        "--driver-memory",
        "512m",
        "--conf",
        "spark.ui.enabled=false",
        "--class",
        MAIN_CLASS,
        "local://" + JAR);
  }
}
