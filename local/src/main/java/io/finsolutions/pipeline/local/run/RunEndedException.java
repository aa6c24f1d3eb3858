package io.finsolutions.pipeline.local.run;

/** The run ends while something else was under way. */
public final class RunEndedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient RunEnd end;

  RunEndedException(RunEnd end) {
    super(end.failure().orElse("asked to end"));
    this.end = end;
  }

  /** Why it ends. */
  public RunEnd end() {
    return end;
  }
}
