package io.finsolutions.pipeline.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenTest {
  private static final String COMMAND =
      "mvn -pl operator -am test -Dtest=GoldenTest -Dpipeline.write=true"
          + " -Dsurefire.failIfNoSpecifiedTests=false";

  @ParameterizedTest
  @MethodSource("io.finsolutions.pipeline.operator.desired.GoldenCase#all")
  void allThatIsMadeOfAPairIsWhatIsWrittenDown(GoldenCase golden) throws IOException {
    String text =
        "# Generated from in.yaml. To write it anew:\n#   "
            + COMMAND
            + "\n"
            + ResourceText.of(AllOperands.desired(golden.pair()));
    if (Boolean.getBoolean("pipeline.write")) {
      Files.writeString(golden.out(), text);
    }

    assertThat(golden.out()).as("to write it anew, run " + COMMAND).hasContent(text);
  }

  @ParameterizedTest
  @MethodSource("io.finsolutions.pipeline.operator.desired.GoldenCase#all")
  void theSameIsMadeEachTime(GoldenCase golden) {
    assertThat(ResourceText.of(AllOperands.desired(golden.pair())))
        .isEqualTo(ResourceText.of(AllOperands.desired(golden.pair())));
  }
}
