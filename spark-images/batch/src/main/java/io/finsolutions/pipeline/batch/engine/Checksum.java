package io.finsolutions.pipeline.batch.engine;

import io.finsolutions.pipeline.market.Bar;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/** A digest of rows, so that two runs over one range can be held against each other. */
public final class Checksum {
  private static final int MOST_BYTES = 1024;

  private Checksum() {}

  /**
   * SHA-256 over the values of the bars in their order, in lower-case hexadecimal. Values go in as
   * few bytes as there are, since the digest of a busy day of seconds takes longer than counting
   * it.
   */
  public static String of(List<Bar> bars) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
    ByteBuffer bytes = ByteBuffer.allocate(MOST_BYTES);
    for (Bar bar : bars) {
      put(bytes.clear(), bar);
      digest.update(bytes.flip());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void put(ByteBuffer bytes, Bar bar) {
    byte[] product = bar.product().toString().getBytes(StandardCharsets.US_ASCII);
    bytes.put((byte) product.length).put(product).put((byte) bar.width().ordinal());
    bytes.putLong(bar.start().getEpochSecond());
    bytes.putLong(bar.trades()).putLong(bar.buys());
    put(bytes, bar.open());
    put(bytes, bar.high());
    put(bytes, bar.low());
    put(bytes, bar.close());
    put(bytes, bar.openTime());
    put(bytes, bar.closeTime());
    bytes.putLong(bar.firstTradeId()).putLong(bar.lastTradeId());
    // What follows from these is left out: sells and the base volume.
    put(bytes, bar.buyVolume());
    put(bytes, bar.sellVolume());
    put(bytes, bar.quoteVolume());
    put(bytes, bar.priceSum());
  }

  private static void put(ByteBuffer bytes, Instant time) {
    bytes.putLong(time.getEpochSecond()).putInt(time.getNano());
  }

  private static void put(ByteBuffer bytes, BigDecimal value) {
    byte[] unscaled = value.unscaledValue().toByteArray();
    bytes.put((byte) value.scale()).put((byte) unscaled.length).put(unscaled);
  }
}
