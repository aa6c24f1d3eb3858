package io.finsolutions.pipeline.producer;

import io.finsolutions.pipeline.market.RejectReason;

/**
 * What is kept of something that does not count; {@link RejectReason} gives its form on Kafka.
 *
 * @param value the rejected bytes
 * @param reason why
 * @param detail what is wrong, in words
 * @param source where it came from: {@value #FEED} or {@value #HISTORY}
 */
record DeadLetter(byte[] value, RejectReason reason, String detail, String source) {
  static final String FEED = "feed";
  static final String HISTORY = "rest";
}
