package io.finsolutions.pipeline.operator.database;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.finsolutions.pipeline.operator.apply.Secrets;
import io.finsolutions.pipeline.operator.pair.Component;
import io.finsolutions.pipeline.operator.pair.Pair;
import java.security.SecureRandom;
import java.util.Base64;

/** The user of a pair's own Postgres, and a password that nobody has thought up. */
public final class DatabaseSecret {
  /** The key of the user. */
  public static final String USERNAME = "username";

  /** The key of the password. */
  public static final String PASSWORD = "password";

  private static final String USER = "pipeline";
  private static final int PASSWORD_BYTES = 24;
  private static final SecureRandom RANDOM = new SecureRandom();

  private DatabaseSecret() {}

  /** Its name. */
  public static String name(Pair pair) {
    return pair.nameOf(Component.DATABASE);
  }

  /**
   * A Secret with a new password. To be made once: who changes the password of one that is there
   * rolls the pods, and they go on with the new one.
   */
  public static Secret generate(Pair pair) {
    byte[] password = new byte[PASSWORD_BYTES];
    RANDOM.nextBytes(password);
    return new SecretBuilder()
        .withMetadata(pair.kept(Component.DATABASE, name(pair)))
        .withType("Opaque")
        .addToData(USERNAME, Secrets.encode(USER))
        .addToData(
            PASSWORD,
            Secrets.encode(Base64.getUrlEncoder().withoutPadding().encodeToString(password)))
        .build();
  }
}
