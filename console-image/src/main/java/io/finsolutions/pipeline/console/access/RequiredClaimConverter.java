package io.finsolutions.pipeline.console.access;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a claim such as {@code groups=traders}. */
final class RequiredClaimConverter implements ITypeConverter<RequiredClaim> {
  @Override
  public RequiredClaim convert(String text) {
    int equals = text.indexOf('=');
    if (equals < 1 || equals == text.length() - 1) {
      throw new TypeConversionException("'" + text + "' is no claim such as groups=traders");
    }
    return new RequiredClaim(text.substring(0, equals), text.substring(equals + 1));
  }
}
