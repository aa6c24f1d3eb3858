package io.finsolutions.pipeline.operator.desired;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The jar of another module, as its pom describes it. */
final class ModuleJar {
  private static final String FOLDER = "/opt/pipeline/";
  private static final List<String> POMS =
      List.of(
          "producer-image/pom.xml", "spark-images/streaming/pom.xml", "spark-images/batch/pom.xml");
  private static final Pattern NAME = Pattern.compile("</parent>\\s*<artifactId>(.+)</artifactId>");
  private static final Pattern MAIN_CLASS =
      Pattern.compile("<(main\\.class|mainClass)>([\\w.]+)</\\1>");

  private ModuleJar() {}

  /**
   * The class that a jar runs, by the place that it has in its image; or a failure that names it.
   */
  static String mainClass(String place) {
    // The image's own way to start the same with more on the class path.
    String built = place.equals(FOLDER + "executors.jar") ? FOLDER + "batch.jar" : place;
    return POMS.stream()
        .map(pom -> read(Path.of("..", pom)))
        .filter(pom -> built.equals(FOLDER + first(NAME, 1, pom) + ".jar"))
        .map(pom -> first(MAIN_CLASS, 2, pom))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no module makes " + place));
  }

  private static String first(Pattern pattern, int group, String pom) {
    Matcher matcher = pattern.matcher(pom);
    if (!matcher.find()) {
      throw new AssertionError("no " + pattern + " in " + pom);
    }
    return matcher.group(group);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
