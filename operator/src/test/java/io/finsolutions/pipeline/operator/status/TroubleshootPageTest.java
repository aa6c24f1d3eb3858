package io.finsolutions.pipeline.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TroubleshootPageTest {
  private static final Path PAGE = Path.of("../docs/operations/troubleshoot.md");
  private static final Pattern REASON = Pattern.compile("`([A-Z][A-Za-z]+)`");

  @Test
  void everyReasonIsExplainedAndNoOther() throws IOException {
    List<String> explained =
        Files.readAllLines(PAGE).stream()
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.split("\\|")[1])
            .flatMap(TroubleshootPageTest::reasons)
            .toList();

    assertThat(explained)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Reason.values()).map(Reason::id).toList());
  }

  private static Stream<String> reasons(String cell) {
    return REASON.matcher(cell).results().map((MatchResult found) -> found.group(1));
  }
}
