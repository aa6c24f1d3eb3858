package io.finsolutions.pipeline.service;

import java.util.Optional;

/** Whether a process works, and if not, why. Asked from the threads of the management endpoint. */
public interface Health {
  /** Why the process should be restarted, or nothing while it should not. */
  Optional<String> whyNotLive();

  /** Why the process does not do its work right now, or nothing while it does. */
  Optional<String> whyNotReady();
}
