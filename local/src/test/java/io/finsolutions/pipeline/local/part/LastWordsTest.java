package io.finsolutions.pipeline.local.part;

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
}
