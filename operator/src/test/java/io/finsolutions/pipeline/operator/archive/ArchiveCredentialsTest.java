package io.finsolutions.pipeline.operator.archive;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finsolutions.pipeline.operator.SamplePair;
import io.finsolutions.pipeline.operator.SampleSecrets;
import io.finsolutions.pipeline.operator.pair.Pair;
import io.finsolutions.pipeline.operator.status.UnmetException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArchiveCredentialsTest {
  private static final Pair PAIR =
      SamplePair.of(
          SamplePair.STRIMZI
              + "\nbatch: {archive: {warehouse: 's3://bucket', credentialsSecret: store}}");

  @Test
  void aSecretThatIsMissingIsNamedWithWhatNamesItAndTheWaysOut() {
    assertThatThrownBy(() -> ArchiveCredentials.require(PAIR, new SampleSecrets()))
        .isInstanceOf(UnmetException.class)
        .hasMessage(
            "there is no Secret store in namespace markets, which"
                + " spec.batch.archive.credentialsSecret names: create it with AWS_ACCESS_KEY_ID"
                + " and AWS_SECRET_ACCESS_KEY, or leave the field out for the account of the pod");
  }

  @Test
  void aKeyThatASecretLacksIsNamed() {
    assertThatThrownBy(
            () ->
                ArchiveCredentials.require(PAIR, secrets(Map.of("AWS_SECRET_ACCESS_KEY", "word"))))
        .isInstanceOf(UnmetException.class)
        .hasMessage("Secret store in namespace markets has no AWS_ACCESS_KEY_ID");
  }

  @Test
  void aRegionIsNotNeeded() {
    assertThatCode(
            () ->
                ArchiveCredentials.require(
                    PAIR,
                    secrets(Map.of("AWS_ACCESS_KEY_ID", "key", "AWS_SECRET_ACCESS_KEY", "word"))))
        .doesNotThrowAnyException();
  }

  @Test
  void whoNamesNoSecretNeedsNone() {
    assertThatCode(() -> ArchiveCredentials.require(SamplePair.smallest(), new SampleSecrets()))
        .doesNotThrowAnyException();
  }

  private static SampleSecrets secrets(Map<String, String> texts) {
    return new SampleSecrets().with("markets", "store", texts);
  }
}
