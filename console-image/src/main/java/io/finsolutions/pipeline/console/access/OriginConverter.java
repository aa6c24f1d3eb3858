package io.finsolutions.pipeline.console.access;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an origin as browsers write it, or {@code *}. */
final class OriginConverter implements ITypeConverter<String> {
  private static final Pattern ORIGIN =
      Pattern.compile("https?://([a-z0-9._-]+|\\[[0-9a-f:.]+])(:[1-9][0-9]{0,4})?");

  @Override
  public String convert(String text) {
    if (!text.equals(CrossOrigin.ALL) && !ORIGIN.matcher(text).matches()) {
      throw new TypeConversionException(
          "'"
              + text
              + "' is no origin: write scheme, host and, if need be, port, in small letters and"
              + " without a path, such as https://charts.example.org");
    }
    return text;
  }
}
