package io.finsolutions.pipeline.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarksPageTest {
  private static final String PAGE = "# Benchmarks\n";

  @Test
  void aCommandReplacesItsOwnSectionOnly() {
    String page = BenchmarksPage.with(PAGE, "latency", "Latency", "old");
    page = BenchmarksPage.with(page, "memory", "Memory", "megabytes");
    page = BenchmarksPage.with(page + "\nA note of somebody.\n", "latency", "Latency", "new");
    assertThat(page)
        .startsWith(PAGE)
        .contains("## Latency\n\n`./pipeline bench latency`\n\nnew\n")
        .contains("## Memory\n\n`./pipeline bench memory`\n\nmegabytes\n")
        .endsWith("A note of somebody.\n")
        .doesNotContain("old");
  }

  @Test
  void aPageThatIsNotThereIsBegun(@TempDir Path checkout) throws IOException {
    Files.createDirectory(checkout.resolve("docs"));
    Report report = new Report("What it means.").add(new Table("what").row(1));
    Path file = new BenchmarksPage(checkout).write("micro", "Hot paths", report);
    assertThat(file).isEqualTo(checkout.resolve("docs").resolve("benchmarks.md"));
    assertThat(Files.readString(file))
        .startsWith(PAGE)
        .contains("## Hot paths", "What it means.", "| what |", "- machine: ");
  }
}
