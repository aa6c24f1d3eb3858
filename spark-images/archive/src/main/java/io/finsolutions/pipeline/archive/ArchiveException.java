package io.finsolutions.pipeline.archive;

/**
 * The archive did not do what it was asked. Not checked: readers and writers call it in streams.
 */
public final class ArchiveException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With what the archive said. */
  public ArchiveException(String message, Throwable cause) {
    super(message, cause);
  }
}
