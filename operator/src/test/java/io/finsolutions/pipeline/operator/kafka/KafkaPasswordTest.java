package io.finsolutions.pipeline.operator.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.operator.SamplePair;
import io.finsolutions.pipeline.operator.SampleSecrets;
import java.io.IOException;
import java.io.StreamTokenizer;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who has a password gets in with it, whatever is in it. */
class KafkaPasswordTest {
  static Stream<String> peculiarPasswords() {
    return Stream.of(
        " leading and trailing ",
        "\"quoted\"",
        "back\\slash\\",
        "\\\"",
        "\\n is no end of a line",
        "an end of a line\n",
        "two\r\nlines",
        "a\ttab",
        "semicolon; equals=sign # hash ! // slashes /* stars */",
        "ünïcødé 密码 \uD83D\uDD11",
        "'single'",
        "\\u0041");
  }

  @ParameterizedTest
  @MethodSource("peculiarPasswords")
  void aPeculiarPasswordIsReadAsItIs(String password) {
    assertThat(readBack("user", password)).isEqualTo(List.of("user", password));
  }

  @Property(tries = 300)
  void anyUserAndPasswordAreReadAsTheyAre(
      @ForAll("texts") String user, @ForAll("texts") String password) {
    assertThat(readBack(user, password)).isEqualTo(List.of(user, password));
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings()
        .withChars('"', '\\', '\'', ' ', '\t', '\n', '\r', ';', '=', '#', '!', ':', '/', '*')
        .withCharRange('a', 'z')
        .withCharRange('0', '9')
        .withChars('ü', '密', '\u2028')
        .ofMinLength(1)
        .ofMaxLength(20)
        .filter(text -> !text.isBlank());
  }

  private static List<String> readBack(String user, String password) {
    SampleSecrets secrets =
        new SampleSecrets().with("markets", "user", Map.of("username", user, "password", password));
    String file =
        KafkaClientConfig.of(
                SamplePair.of("kafka: {bootstrapServers: 'kafka:1', credentialsSecret: user}"),
                secrets)
            .orElseThrow();
    return quoted(AcceptedSettings.of(file).get("sasl.jaas.config"));
  }

  /** The texts in quotes, read by what Kafka's clients read them by, set up as they do it. */
  private static List<String> quoted(String jaas) {
    StreamTokenizer tokenizer = new StreamTokenizer(new StringReader(jaas));
    tokenizer.slashSlashComments(true);
    tokenizer.slashStarComments(true);
    tokenizer.wordChars('-', '-');
    tokenizer.wordChars('_', '_');
    tokenizer.wordChars('$', '$');
    List<String> texts = new ArrayList<>();
    try {
      while (tokenizer.nextToken() != StreamTokenizer.TT_EOF) {
        if (tokenizer.ttype == '"') {
          texts.add(tokenizer.sval);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(jaas).endsWith(";");
    return texts;
  }
}
