package io.finsolutions.pipeline.producer.flow;

import io.finsolutions.pipeline.market.RejectReason;

/**
 * What is kept of something that does not count; {@link RejectReason} gives its form on Kafka.
 *
 * @param value the rejected bytes
 * @param reason why
 * @param detail what is wrong, in words
 * @param source where it came from: {@value #FEED} or {@value #HISTORY}
 */
@SuppressWarnings("ArrayRecordComponent")
public record DeadLetter(byte[] value, RejectReason reason, String detail, String source) {
  /** It came over the live feed. */
  public static final String FEED = "feed";

  /** It came from the history. */
  public static final String HISTORY = "rest";
}
