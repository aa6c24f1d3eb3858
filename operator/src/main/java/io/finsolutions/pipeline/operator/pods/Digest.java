package io.finsolutions.pipeline.operator.pods;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** A short text that changes with what it is of. */
public final class Digest {
  private static final int LENGTH = 16;

  private Digest() {}

  /** The digest of some texts in their order. */
  public static String of(Object... texts) {
    MessageDigest digest = sha256();
    for (Object text : texts) {
      digest.update(String.valueOf(text).getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
    }
    return HexFormat.of().formatHex(digest.digest()).substring(0, LENGTH);
  }

  /** The digest of a Secret's data. */
  public static String ofData(Map<String, String> data) {
    return of(new TreeMap<>(data == null ? Map.of() : data));
  }

  /** The digest of a resource as it is written. */
  public static String ofResource(Object resource) {
    return of(Json.write(resource));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
