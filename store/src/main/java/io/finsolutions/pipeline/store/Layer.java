package io.finsolutions.pipeline.store;

/** Which layer counted a bar. */
public enum Layer {
  /** Quick and provisional. */
  SPEED("speed"),
  /** Late and final. */
  BATCH("batch");

  private final String label;

  Layer(String label) {
    this.label = label;
  }

  /** What columns and answers call it. */
  public String label() {
    return label;
  }

  /** The layer that a column {@code layer} names. */
  static Layer ofLabel(String label) {
    return switch (label) {
      case "speed" -> SPEED;
      case "batch" -> BATCH;
      default -> throw new IllegalArgumentException("\"" + label + "\" is no layer");
    };
  }
}
