package io.finsolutions.pipeline.signals;

import java.util.List;

/** The strategies that there are, by their formulas. */
public final class Strategies {
  /** What is judged by unless somebody chooses another. */
  public static final String DEFAULT_FORMULA = TrendAndVolume.NAME + "/" + TrendAndVolume.VERSION;

  private Strategies() {}

  /** The formulas of all strategies as they are by default. */
  public static List<String> formulas() {
    return List.of(DEFAULT_FORMULA, new MeanReversion(MeanReversionParameters.DEFAULT).formula());
  }

  /**
   * The strategy of a formula, which is {@code NAME/VERSION}, and parameters that differ from its
   * defaults: {@code trend-and-volume/1:fast=5,threshold=0.5}. Without a version it is the first.
   *
   * @throws IllegalArgumentException if there is no such strategy, it has no such parameter, or a
   *     parameter is out of its range
   */
  public static Strategy of(String formula) {
    Formula parsed = Formula.parse(formula);
    return switch (parsed.name() + "/" + parsed.version()) {
      case TrendAndVolume.NAME + "/" + TrendAndVolume.VERSION ->
          new TrendAndVolume(
              TrendAndVolumeParameters.of(parsed.over(TrendAndVolumeParameters.DEFAULT.values())));
      case MeanReversion.NAME + "/" + MeanReversion.VERSION ->
          new MeanReversion(
              MeanReversionParameters.of(parsed.over(MeanReversionParameters.DEFAULT.values())));
      default ->
          throw new IllegalArgumentException(
              "there is no formula \"%s\": write one of %s"
                  .formatted(formula, String.join(", ", formulas())));
    };
  }
}
