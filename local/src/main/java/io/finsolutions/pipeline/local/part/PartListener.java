package io.finsolutions.pipeline.local.part;

import java.time.Duration;

/** Hears what becomes of the parts. Calls come from the threads of the supervisors. */
public interface PartListener {
  /** A part does its work. */
  void onUp(Part part, Duration took);

  /** A part ended, and will be started again after the given pause. */
  void onRestart(Part part, String ending, Duration pause);

  /** A part ended, and it makes no sense to start it again. */
  void onFailed(Part part, String reason);
}
