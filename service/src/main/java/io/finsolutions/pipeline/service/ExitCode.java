package io.finsolutions.pipeline.service;

/** The exit codes of every command of the pipeline, for scripts to rely on. */
public final class ExitCode {
  /** It did what it was asked to do. */
  public static final int OK = 0;

  /** It tried and failed; the last line on standard error says why. */
  public static final int FAILED = 1;

  /** It was asked for something that cannot be: a wrong flag, setting or trading pair. */
  public static final int USAGE = 2;

  private ExitCode() {}
}
