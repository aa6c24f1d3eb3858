package io.finsolutions.pipeline.console.access;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a range of addresses. */
final class NetworkConverter implements ITypeConverter<Network> {
  @Override
  public Network convert(String text) {
    return Network.parse(text)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'" + text + "' is no range of addresses such as 10.0.0.0/8"));
  }
}
