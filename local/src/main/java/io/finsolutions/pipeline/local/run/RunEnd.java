package io.finsolutions.pipeline.local.run;

import java.util.Optional;

/**
 * Why a run ends.
 *
 * @param failure what went wrong; nothing if it was told to end
 */
record RunEnd(Optional<String> failure) {
  static RunEnd asked() {
    return new RunEnd(Optional.empty());
  }

  static RunEnd failed(String why) {
    return new RunEnd(Optional.of(why));
  }
}
