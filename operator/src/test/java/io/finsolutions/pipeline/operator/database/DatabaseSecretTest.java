package io.finsolutions.pipeline.operator.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Secret;
import io.finsolutions.pipeline.operator.SamplePair;
import io.finsolutions.pipeline.operator.apply.Secrets;
import org.junit.jupiter.api.Test;

class DatabaseSecretTest {
  private final Secret secret = DatabaseSecret.generate(SamplePair.smallest());

  @Test
  void twoPasswordsAreDifferent() {
    assertThat(password(secret))
        .isNotEqualTo(password(DatabaseSecret.generate(SamplePair.smallest())));
  }

  @Test
  void aPasswordIsLongAndCanStandInAnyAddress() {
    assertThat(password(secret)).matches("[A-Za-z0-9_-]{32}");
  }

  @Test
  void outlivesItsPairAsTheDatabaseDoes() {
    assertThat(secret.getMetadata().getOwnerReferences()).isEmpty();
    assertThat(secret.getMetadata().getName()).isEqualTo("btc-usd-database");
  }

  private static String password(Secret secret) {
    return Secrets.requireValue(secret, DatabaseSecret.PASSWORD);
  }
}
