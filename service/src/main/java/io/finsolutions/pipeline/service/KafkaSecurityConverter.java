package io.finsolutions.pipeline.service;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads the security settings of a Kafka client from a file. It may hold no others: what else a
 * client is set to is what the pipeline's exactness relies on.
 */
final class KafkaSecurityConverter implements ITypeConverter<KafkaSecurity> {
  private static final List<String> PREFIXES = List.of("security.", "sasl.", "ssl.");

  @Override
  public KafkaSecurity convert(String file) {
    Properties properties = read(file);
    String others =
        properties.stringPropertyNames().stream()
            .filter(name -> PREFIXES.stream().noneMatch(name::startsWith))
            .sorted()
            .collect(Collectors.joining(", "));
    if (!others.isEmpty()) {
      throw new TypeConversionException(
          "'" + file + "' sets " + others + ", but only security.*, sasl.* and ssl.* can be set");
    }
    Map<String, String> settings = new HashMap<>();
    properties.stringPropertyNames().forEach(key -> settings.put(key, properties.getProperty(key)));
    return new KafkaSecurity(settings);
  }

  private static Properties read(String file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of(file))) {
      properties.load(reader);
    } catch (IOException | InvalidPathException e) {
      throw new TypeConversionException("'" + file + "' cannot be read: " + e);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException("'" + file + "' is not a file of Java properties: " + e);
    }
    return properties;
  }
}
