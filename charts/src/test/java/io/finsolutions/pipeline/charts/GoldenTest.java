package io.finsolutions.pipeline.charts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenTest {
  private static final boolean WRITE = Boolean.getBoolean("pipeline.write");

  @ParameterizedTest
  @MethodSource("folders")
  void rendersWhatIsWrittenDown(Path folder) throws IOException {
    String rendered = Chart.rendered(GoldenCases.values(folder));
    Path expected = folder.resolve("expected.yaml");
    if (WRITE) {
      Files.writeString(expected, rendered);
    }

    assertThat(rendered)
        .as("%s; if the change is meant, run again with -Dpipeline.write=true", expected)
        .isEqualTo(Files.readString(expected));
  }

  static List<Path> folders() {
    return GoldenCases.folders();
  }
}
