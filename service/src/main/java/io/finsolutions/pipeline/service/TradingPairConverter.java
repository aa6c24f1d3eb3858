package io.finsolutions.pipeline.service;

import io.finsolutions.pipeline.market.TradingPair;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a trading pair such as {@code BTC-USD}. */
final class TradingPairConverter implements ITypeConverter<TradingPair> {
  @Override
  public TradingPair convert(String text) {
    try {
      return TradingPair.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
