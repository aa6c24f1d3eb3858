package io.finsolutions.pipeline.images;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;

/** What runs containers on this machine, if anything does. */
final class ContainerEngine {
  /** Set to true, as a system property or in the environment: no engine fails, not skips. */
  private static final String REQUIRE = "REQUIRE_CONTAINERS";

  private ContainerEngine() {}

  /** Skips the test that asks, saying what to do about it, if no engine or no image is there. */
  static void requireOrSkip() {
    String whyNot = whyNot();
    if (whyNot == null) {
      return;
    }
    if (Boolean.parseBoolean(System.getProperty(REQUIRE, System.getenv(REQUIRE)))) {
      Assertions.fail(whyNot);
    }
    Assumptions.abort(whyNot);
  }

  private static String whyNot() {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      return "no container engine answers; start a docker daemon";
    }
    for (Image image : Image.values()) {
      if (!image.isThere()) {
        return "there is no image " + image.reference() + "; build it with './pipeline images'";
      }
    }
    return null;
  }
}
