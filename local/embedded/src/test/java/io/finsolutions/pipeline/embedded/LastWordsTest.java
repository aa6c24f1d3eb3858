package io.finsolutions.pipeline.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastWordsTest {
  @TempDir Path folder;

  @Test
  void theLastThreeLinesAreJoinedWithoutTraces() throws IOException {
    Path log = folder.resolve("part.log");
    Files.writeString(
        log, "one\ntwo\nthree\n\nfailed: why\n\tat some.Class(Some.java:1)\n\t... 3 more\n");

    assertThat(LastWords.of(log)).isEqualTo("two | three | failed: why");
  }

  @Test
  void aLogThatIsNotThereSaysNothing() {
    assertThat(LastWords.of(folder.resolve("none.log"))).isEmpty();
  }

  @Test
  void ofALongLogOnlyWholeLinesAreTold() throws IOException {
    Path log = folder.resolve("part.log");
    Files.writeString(log, "x".repeat(10_000) + "\nthe end\n");

    assertThat(LastWords.of(log)).isEqualTo("the end");
  }

  @Test
  void theFirstErrorOfAStartSaysWhyItFailed() throws IOException {
    Path log = folder.resolve("part.log");
    String earlier = "Exception in thread \"main\" java.lang.IllegalStateException: before\n";
    Files.writeString(
        log,
        earlier
            + """
            10:00:00.000 INFO  Broker starts
            Exception in thread "main" java.lang.IllegalArgumentException: the same port twice
            \tat some.Class(Some.java:1)
            Caused by: java.io.IOException: no
            good bye
            """);

    assertThat(LastWords.sinceStart(log, earlier.length()))
        .isEqualTo(
            "Exception in thread \"main\" java.lang.IllegalArgumentException: the same port twice");
  }

  @Test
  void anErrorThatIsLoggedIsToldWithItsThrowable() throws IOException {
    Path log = folder.resolve("part.log");
    Files.writeString(
        log,
        """
        2026-11-29T10:34:56.761Z ERROR Broker cannot read
        java.nio.file.FileSystemException: data: Not a directory
        \tat some.Class(Some.java:1)
        no folder left
        """);

    assertThat(LastWords.sinceStart(log, 0))
        .isEqualTo(
            "2026-11-29T10:34:56.761Z ERROR Broker cannot read"
                + " | java.nio.file.FileSystemException: data: Not a directory");
  }

  @Test
  void aStartWithoutAnErrorIsToldByItsLastLines() throws IOException {
    Path log = folder.resolve("part.log");
    Files.writeString(log, "one\ntwo\nno errors so far\nthree\nfour\n");

    assertThat(LastWords.sinceStart(log, 4)).isEqualTo("no errors so far | three | four");
  }
}
