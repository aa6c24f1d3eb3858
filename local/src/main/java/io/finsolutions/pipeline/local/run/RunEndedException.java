package io.finsolutions.pipeline.local.run;

/** The run ends while something else was under way. */
final class RunEndedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient RunEnd end;

  RunEndedException(RunEnd end) {
    super(end.failure().orElse("asked to end"));
    this.end = end;
  }

  RunEnd end() {
    return end;
  }
}
