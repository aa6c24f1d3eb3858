package io.finsolutions.pipeline.local.run;

import java.util.Optional;

/**
 * Why a run ends.
 *
 * @param failure what went wrong; nothing if it was told to end
 */
public record RunEnd(Optional<String> failure) {
  /** It was told to end. */
  public static RunEnd asked() {
    return new RunEnd(Optional.empty());
  }

  /** Something went wrong. */
  public static RunEnd failed(String why) {
    return new RunEnd(Optional.of(why));
  }
}
