package io.finsolutions.pipeline.store;

/** Which layer counted a bar. */
public enum Layer {
  /** Quick and provisional. */
  SPEED,
  /** Late and final. */
  BATCH
}
