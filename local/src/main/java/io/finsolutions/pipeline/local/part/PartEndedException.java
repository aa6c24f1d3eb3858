package io.finsolutions.pipeline.local.part;

import java.util.Objects;

/** A part ended before it did its work. */
public final class PartEndedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Ending ending;

  /** With how it ended. */
  public PartEndedException(Ending ending) {
    super(ending.toString());
    this.ending = Objects.requireNonNull(ending);
  }

  /** How it ended. */
  public Ending ending() {
    return ending;
  }
}
