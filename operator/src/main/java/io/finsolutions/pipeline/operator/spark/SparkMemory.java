package io.finsolutions.pipeline.operator.spark;

import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * How the memory of a Spark pod is shared between its heap and everything else, as Spark wants to
 * be told. It adds the two, and sets request and limit to the sum.
 */
public record SparkMemory(long heapMebibytes, long overheadMebibytes) {
  private static final BigInteger MEBIBYTE = BigInteger.ONE.shiftLeft(20);

  /** Measured to be enough for everything that is not heap. */
  private static final long LEAST_OVERHEAD = 240;

  private static final int OVERHEAD_DIVISOR = 3;

  /** That of a pod with a limit: a third is not heap. */
  public static SparkMemory of(Quantity limit) {
    BigDecimal bytes = Quantity.getAmountInBytes(limit);
    long mebibytes = bytes.toBigInteger().divide(MEBIBYTE).longValueExact();
    long overhead = Math.max(LEAST_OVERHEAD, mebibytes / OVERHEAD_DIVISOR);
    return new SparkMemory(mebibytes - overhead, overhead);
  }

  /** The heap, as Spark writes it. */
  public String heap() {
    return heapMebibytes + "m";
  }

  /** Everything else, as Spark writes it. */
  public String overhead() {
    return overheadMebibytes + "m";
  }
}
