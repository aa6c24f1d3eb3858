package io.finsolutions.pipeline.exchange;

/** Where the command takes its trades from; written in small letters with hyphens. */
enum TapeKind {
  /** The real one-second bars that ship with the stand-in. */
  RECORDED_BARS("recorded-bars"),
  /** A file with frames or trades. */
  RECORDING("recording"),
  /** The seeded generator. */
  GENERATED("generated");

  private final String text;

  TapeKind(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}
