package io.finsolutions.pipeline.local.run;

import java.util.Locale;

/** Where the trades come from; written in small letters. */
public enum FeedKind {
  /** From Coinbase if it can be reached, else from the recording. */
  AUTO,
  /** From Coinbase. */
  COINBASE,
  /** From a recording that the stand-in exchange plays. */
  RECORDING,
  /** From the random generator of the stand-in exchange. */
  GENERATED;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
