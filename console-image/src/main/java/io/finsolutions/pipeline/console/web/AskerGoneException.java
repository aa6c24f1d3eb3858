package io.finsolutions.pipeline.console.web;

import java.io.IOException;

/** Whoever has asked does not read the answer any more: a page was closed, a download cut short. */
final class AskerGoneException extends RuntimeException {
  private static final long serialVersionUID = 1;

  AskerGoneException(IOException failure) {
    super(failure.toString(), failure);
  }
}
