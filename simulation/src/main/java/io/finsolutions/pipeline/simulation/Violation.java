package io.finsolutions.pipeline.simulation;

/**
 * Something that must always hold did not hold. An error, so that nothing on the way deals with it.
 */
final class Violation extends Error {
  private static final long serialVersionUID = 1L;

  private final Invariant invariant;

  Violation(Invariant invariant, String detail) {
    super(invariant + ": " + detail);
    this.invariant = invariant;
  }

  Invariant invariant() {
    return invariant;
  }
}
