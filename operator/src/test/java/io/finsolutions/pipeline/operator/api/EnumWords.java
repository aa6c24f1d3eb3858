package io.finsolutions.pipeline.operator.api;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of an enumeration, and what they mean. */
final class EnumWords {
  private EnumWords() {}

  /**
   * Each word with the meaning that stands over it in the source.
   *
   * @param word how a constant is written in a resource
   */
  static <E extends Enum<E>> Map<String, String> of(Class<E> type, Function<E, String> word) {
    String source = source(type);
    Map<String, String> meanings = new LinkedHashMap<>();
    for (E constant : type.getEnumConstants()) {
      meanings.put(word.apply(constant), meaning(source, constant));
    }
    return meanings;
  }

  /** How Jackson writes a constant. */
  static String written(Enum<?> constant) {
    return new KubernetesSerialization().convertValue(constant, String.class);
  }

  private static String meaning(String source, Enum<?> constant) {
    Matcher javadoc =
        Pattern.compile(
                "/\\*\\*((?:(?!\\*/).)*)\\*/\\s+(?:@\\S+\\s+)?" + constant.name() + "\\b",
                Pattern.DOTALL)
            .matcher(source);
    if (!javadoc.find()) {
      throw new IllegalStateException(constant + " has no Javadoc that says what it means");
    }
    return javadoc.group(1).replaceAll("\\s*\\n\\s*\\*\\s?", " ").strip();
  }

  private static String source(Class<?> type) {
    Path file = Path.of("src/main/java", type.getName().replace('.', '/') + ".java");
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
