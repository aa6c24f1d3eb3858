package io.finsolutions.pipeline.batch.engine;

import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.market.BarJson;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** A digest of rows, so that two runs over one range can be held against each other. */
public final class Checksum {
  private Checksum() {}

  /** SHA-256 over the JSON of the bars in their order, in lower-case hexadecimal. */
  public static String of(List<Bar> bars) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
    bars.forEach(bar -> digest.update(BarJson.encode(bar)));
    return HexFormat.of().formatHex(digest.digest());
  }
}
