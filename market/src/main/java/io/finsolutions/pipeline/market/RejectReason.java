package io.finsolutions.pipeline.market;

import java.util.Locale;

/**
 * Why something that came from the exchange, or through Kafka, was not counted as a trade but kept
 * on the dead-letter topic.
 *
 * <p>A dead letter has the rejected bytes as its value and says the rest in its headers, in UTF-8:
 * {@value #REASON_HEADER} the {@linkplain #wireName() reason}, {@value #DETAIL_HEADER} what is
 * wrong in words, {@value #SOURCE_HEADER} where it came from: {@code feed}, {@code rest}, or topic,
 * partition and offset joined by slashes.
 */
public enum RejectReason {
  /** It cannot be read as what it should be. */
  MALFORMED,
  /** Its time lies further ahead than clocks differ. */
  FUTURE_DATED,
  /** Another trade with the same id and other content came before; that one counts. */
  CONFLICTING_DUPLICATE,
  /** Its id lies further ahead of all others than an exchange ever skips. */
  IMPLAUSIBLE_ID,
  /** It is a trade of another product than the pipeline's. */
  OTHER_PRODUCT;

  /** Name of the dead letter's header that holds the {@link #wireName()}. */
  public static final String REASON_HEADER = "reason";

  /** Name of the dead letter's header that says in words what is wrong. */
  public static final String DETAIL_HEADER = "detail";

  /** Name of the dead letter's header that says where the rejected bytes came from. */
  public static final String SOURCE_HEADER = "source";

  /** The reason as headers and metrics write it, for example {@code future_dated}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
