package io.finsolutions.pipeline.batch;

import io.finsolutions.pipeline.signals.Strategies;
import io.finsolutions.pipeline.signals.Strategy;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the formula of a strategy. */
final class StrategyConverter implements ITypeConverter<Strategy> {
  @Override
  public Strategy convert(String formula) {
    try {
      return Strategies.of(formula);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
