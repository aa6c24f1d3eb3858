package io.finsolutions.pipeline.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that is committed and made from something else.
 *
 * @param path from the root of the project
 */
record GeneratedFile(String path) {
  /** Writes all such files of the module anew. */
  static final String COMMAND =
      "mvn -pl operator -am test -Dtest=ResourceDefinitionTest -Dpipeline.write=true"
          + " -Dsurefire.failIfNoSpecifiedTests=false";

  private static final Path PROJECT = Path.of("..");

  /** Fails if the file says anything else, or writes it if that is what was asked for. */
  void isUpToDate(String text) {
    Path file = PROJECT.resolve(path);
    try {
      if (Boolean.getBoolean("pipeline.write")) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
      }
      assertThat(Files.exists(file) ? Files.readString(file) : "")
          .withFailMessage(
              () -> path + " is not what would be generated. To write it anew, run\n  " + COMMAND)
          .isEqualTo(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
