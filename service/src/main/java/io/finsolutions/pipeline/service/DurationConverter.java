package io.finsolutions.pipeline.service;

import java.time.Duration;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads a length of time as people write it: {@code 250ms}, {@code 30s}, {@code 15m}, {@code 24h}.
 */
final class DurationConverter implements ITypeConverter<Duration> {
  private static final Pattern FORM = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
  private static final Map<String, LongFunction<Duration>> UNITS =
      Map.of(
          "ms", Duration::ofMillis,
          "s", Duration::ofSeconds,
          "m", Duration::ofMinutes,
          "h", Duration::ofHours,
          "d", Duration::ofDays);

  @Override
  public Duration convert(String text) {
    var matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new TypeConversionException(
          "'" + text + "' is not a length of time: write a whole number and ms, s, m, h or d");
    }
    return UNITS.get(matcher.group(2)).apply(Long.parseLong(matcher.group(1)));
  }
}
