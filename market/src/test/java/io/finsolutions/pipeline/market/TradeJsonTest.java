package io.finsolutions.pipeline.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TradeJsonTest {
  private static final String EXAMPLE =
      """
      {"v":1,"product":"BTC-USD","trade_id":1100253487,"time":"2026-09-30T02:39:53.354654Z",\
      "price":"83277.25","size":"0.00000029","maker_side":"BUY","origin":"live"}""";

  private static final TradeMessage EXAMPLE_MESSAGE =
      new TradeMessage(
          Trades.trade(
              1_100_253_487, "2026-09-30T02:39:53.354654Z", "83277.25", "0.00000029", Side.BUY),
          Origin.LIVE);

  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(
              TradeJson.class.getResourceAsStream("trade-v1.schema.json"),
              SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());

  @Provide
  Arbitrary<TradeMessage> messages() {
    return TradeArbitraries.messages();
  }

  @Property
  void aMessageIsReadAsItWasWritten(@ForAll("messages") TradeMessage message)
      throws MalformedTradeException {
    assertThat(TradeJson.decode(TradeJson.encode(message))).isEqualTo(message);
  }

  @Property
  void theSchemaHoldsForAllThatIsWritten(@ForAll("messages") TradeMessage message) {
    assertThat(schemaProblems(text(TradeJson.encode(message)))).isEmpty();
  }

  @Property
  void anyBytesAreAMessageOrMalformed(@ForAll byte[] bytes) {
    requireMessageOrReason(bytes);
  }

  @Property
  void aDamagedMessageIsAMessageOrMalformed(
      @ForAll("messages") TradeMessage message, @ForAll Random random) {
    byte[] bytes = TradeJson.encode(message);
    for (int damages = random.nextInt(4); damages >= 0; damages--) {
      bytes = damage(bytes, random);
      requireMessageOrReason(bytes);
    }
  }

  @Test
  void theExampleOfTheDocumentationIsWhatIsWritten() throws MalformedTradeException {
    assertThat(text(TradeJson.encode(EXAMPLE_MESSAGE))).isEqualTo(EXAMPLE);
    assertThat(TradeJson.decode(bytes(EXAMPLE))).isEqualTo(EXAMPLE_MESSAGE);
    assertThat(schemaProblems(EXAMPLE)).isEmpty();
  }

  @Test
  void fieldsThatAreNotKnownArePassedOver() throws MalformedTradeException {
    String later =
        exampleWith("venue", "{\"name\":\"x\",\"tags\":[1,[2,{}],null,true]}")
            .replace("{\"v\":1,", "{\"fee\":[{}],\"v\":1,\"note\":\"ü\",");

    assertThat(TradeJson.decode(bytes(later))).isEqualTo(EXAMPLE_MESSAGE);
    assertThat(schemaProblems(later)).isEmpty();
  }

  @Test
  void theOrderOfFieldsAndSpaceBetweenThemDoNotMatter() throws MalformedTradeException {
    String other =
        """
          { "origin" : "live", "maker_side": "BUY", "size": "0.00000029", "price": "83277.250",
            "time": "2026-09-30T02:39:53.354654Z", "trade_id": 1100253487,
            "product": "BTC-USD", "v": 1 }
        """;

    assertThat(TradeJson.decode(bytes(other))).isEqualTo(EXAMPLE_MESSAGE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          v          | 2                          | it is of version 2, and this reader knows version 1
          v          | 0                          | it is of version 0, and this reader knows version 1
          v          | -1                         | it is of version -1, and this reader knows version 1
          v          | 4294967297                 | it is of version 4294967297, and this reader knows version 1
          v          | 18446744073709551617       | its field "v" is out of range
          v          | "1"                        | its field "v" is not a whole number
          v          | 1.0                        | its field "v" is not a whole number
          v          | null                       | its field "v" is not a whole number
          product    | "btc-usd"                  | its field "product" has a value that cannot be read
          product    | 7                          | its field "product" is not a string
          product    | null                       | its field "product" is not a string
          trade_id   | "1100253487"               | its field "trade_id" is not a whole number
          trade_id   | 1e3                        | its field "trade_id" is not a whole number
          trade_id   | 0                          | trade id 0 is not above zero
          trade_id   | -5                         | trade id -5 is not above zero
          trade_id   | 9223372036854775808        | its field "trade_id" is out of range
          trade_id   | -9223372036854775809       | its field "trade_id" is out of range
          trade_id   | 18446744073709551617       | its field "trade_id" is out of range
          time       | "yesterday"                | its field "time" has a value that cannot be read
          time       | "2026-13-30T02:39:53Z"     | its field "time" has a value that cannot be read
          time       | "2026-09-30T02:39:53"      | its field "time" has a value that cannot be read
          time       | "0001-01-01T00:00:00Z"     | trade 1100253487 has the time 0001-01-01T00:00:00Z
          time       | "+10000-01-01T00:00:00Z"   | trade 1100253487 has the time +10000-01-01T00:00:00Z
          time       | 1790735993                 | its field "time" is not a string
          price      | 83277.25                   | its field "price" is not a string
          price      | ""                         | its field "price" has a value that cannot be read
          price      | "."                        | its field "price" has a value that cannot be read
          price      | "1.2.3"                    | its field "price" has a value that cannot be read
          price      | "0"                        | trade 1100253487 has the price 0, which is not above zero
          price      | "-1"                       | its field "price" is not a plain decimal number
          price      | "+1"                       | its field "price" is not a plain decimal number
          price      | "1,5"                      | its field "price" is not a plain decimal number
          price      | " 1"                       | its field "price" is not a plain decimal number
          price      | "1e5"                      | its field "price" is not a plain decimal number
          price      | "1E+1000000000"            | its field "price" is not a plain decimal number
          price      | "1E-2147483648"            | its field "price" is not a plain decimal number
          price      | "NaN"                      | its field "price" is not a plain decimal number
          price      | "Infinity"                 | its field "price" is not a plain decimal number
          price      | "0x1F"                     | its field "price" is not a plain decimal number
          price      | "٣"                        | its field "price" is not a plain decimal number
          price      | "100000000000000000000"    | trade 1100253487 has a price out of range
          size       | "0.0000000000000000001"    | trade 1100253487 has a size of more than 18 fraction digits
          size       | "0.0"                      | trade 1100253487 has the size 0.0, which is not above zero
          size       | true                       | its field "size" is not a string
          maker_side | "buy"                      | its field "maker_side" has a value that cannot be read
          maker_side | "HOLD"                     | its field "maker_side" has a value that cannot be read
          maker_side | {}                         | its field "maker_side" is not a string
          origin     | "LIVE"                     | its field "origin" has a value that cannot be read
          origin     | "guess"                    | its field "origin" has a value that cannot be read
          origin     | [ "live" ]                 | its field "origin" is not a string
          """)
  void aValueThatCannotBeIsRefusedWithItsReason(String field, String value, String reason) {
    String malformed = exampleWith(field, value);

    assertThat(reasonFor(bytes(malformed))).isEqualTo(reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"v", "product", "trade_id", "time", "price", "size", "maker_side", "origin"})
  void aFieldThatIsMissingIsNamed(String field) {
    String without = exampleWith(field, null);

    assertThat(reasonFor(bytes(without))).startsWith("it has no field \"" + field + "\"");
    assertThat(schemaProblems(without)).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``              | it is not a JSON object
          `   `           | it is not a JSON object
          null            | it is not a JSON object
          7               | it is not a JSON object
          "trade"         | it is not a JSON object
          []              | it is not a JSON object
          {}              | it has no field "v" with its version
          {               | it is not well-formed JSON
          {"v"            | it is not well-formed JSON
          {"v":1          | it is not well-formed JSON
          {"v":1,}        | it is not well-formed JSON
          {v:1}           | it is not well-formed JSON
          {'v':1}         | it is not well-formed JSON
          {"v":01}        | it is not well-formed JSON
          {"v":NaN}       | it is not well-formed JSON
          {"v":1}}        | it has no field "product"
          <trade/>        | it is not well-formed JSON
          """)
  void whatIsNoTradeAtAllIsRefusedWithItsReason(String text, String reason) {
    assertThat(reasonFor(bytes(text))).isEqualTo(reason);
  }

  @Test
  void aTombstoneIsRefused() {
    assertThat(reasonFor(null)).isEqualTo("the record has no value");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", " 7", EXAMPLE})
  void somethingBehindTheTradeIsRefused(String more) {
    assertThat(reasonFor(bytes(EXAMPLE + more)))
        .isEqualTo("there is more behind the end of the trade");
  }

  @Test
  void aMessageCutShortIsRefusedWhereverItWasCut() {
    byte[] whole = bytes(EXAMPLE);
    for (int length = 0; length < whole.length; length++) {
      assertThat(reasonFor(Arrays.copyOf(whole, length))).isNotBlank();
    }
  }

  @Test
  void aFieldThatIsThereTwiceIsRefusedWhichever() {
    for (String field :
        List.of("v", "product", "trade_id", "time", "price", "size", "maker_side", "origin")) {
      String again = EXAMPLE.replaceFirst("\"" + field + "\":[^,}]+", "$0,$0");
      assertThat(reasonFor(bytes(again))).as(again).isEqualTo("it is not well-formed JSON");
    }
    String unknownTwice = EXAMPLE.replace("}", ",\"more\":1,\"more\":1}");
    assertThat(reasonFor(bytes(unknownTwice))).isEqualTo("it is not well-formed JSON");
  }

  @Test
  void theFirstTradeOfAMinuteIsSaidToBeSo() throws MalformedTradeException {
    String first = EXAMPLE.replace("}", ",\"first_of_minute\":true}");

    assertThat(text(TradeJson.encode(EXAMPLE_MESSAGE.asFirstOfMinute()))).isEqualTo(first);
    assertThat(TradeJson.decode(bytes(first))).isEqualTo(EXAMPLE_MESSAGE.asFirstOfMinute());
    assertThat(schemaProblems(first)).isEmpty();
    assertThat(reasonFor(bytes(first.replace("true", "1"))))
        .isEqualTo("its field \"first_of_minute\" is not true or false");
  }

  @Test
  void aTradeIsDatedAheadIfItIsMuchLaterThanItsRecord() {
    long time = EXAMPLE_MESSAGE.trade().time().toEpochMilli();

    assertThat(EXAMPLE_MESSAGE.isDatedAhead(time)).isFalse();
    assertThat(EXAMPLE_MESSAGE.isDatedAhead(time - 120_000)).isFalse();
    assertThat(EXAMPLE_MESSAGE.isDatedAhead(time - 120_001)).isTrue();
    assertThat(EXAMPLE_MESSAGE.isDatedAhead(time + 86_400_000)).isFalse();
  }

  @Test
  void anotherVersionIsNamedEvenIfItsFieldsAreOthers() {
    assertThat(reasonFor(bytes("{\"v\":2,\"product\":[\"BTC\",\"USD\"],\"price\":83277.25}")))
        .isEqualTo("it is of version 2, and this reader knows version 1");
  }

  @Test
  void textThatIsNotUtf8IsRefused() {
    byte[] bytes = bytes(EXAMPLE);
    bytes[EXAMPLE.indexOf("BTC")] = (byte) 0xC3;

    assertThat(reasonFor(bytes)).isEqualTo("it is not well-formed JSON");
  }

  @Test
  void numbersTooLongToReadAreRefusedAtOnce() {
    String digits = "9".repeat(1_000_000);
    for (String field : List.of("v", "trade_id", "price", "size")) {
      for (String value : List.of(digits, '"' + digits + '"', "1e" + digits, "1E+1000000000")) {
        assertTimeoutPreemptively(
            Duration.ofSeconds(5), () -> reasonFor(bytes(exampleWith(field, value))), field);
      }
    }
  }

  @Test
  void deepNestingIsRefused() {
    String nested = exampleWith("deep", "[".repeat(100_000) + "]".repeat(100_000));

    assertThat(reasonFor(bytes(nested))).isEqualTo("it is not well-formed JSON");
  }

  @Test
  void aFloodOfUnknownFieldsIsPassedOver() throws MalformedTradeException {
    String flood =
        IntStream.range(0, 50_000)
            .mapToObj(i -> "\"unknown" + i + "\":" + i)
            .collect(Collectors.joining(",", "", ","));

    assertThat(TradeJson.decode(bytes(EXAMPLE.replace("{", "{" + flood))))
        .isEqualTo(EXAMPLE_MESSAGE);
    assertThat(TradeJson.decode(bytes(EXAMPLE))).isEqualTo(EXAMPLE_MESSAGE);
  }

  @Test
  void aReasonIsOneShortLineWhateverTheBytesSay() {
    String long4k = "X".repeat(4_000);
    for (String field : List.of("product", "time", "price", "size", "maker_side", "origin")) {
      for (String value : List.of("\"" + long4k + "\"", "\"a\\nlevel=ERROR\\u0000\"")) {
        assertThat(reasonFor(bytes(exampleWith(field, value))))
            .hasSizeLessThan(200)
            .matches("[ -~]+");
      }
    }
  }

  @Test
  void theSchemaRefusesWhatTheReaderRefuses() {
    Map<String, String> malformed =
        Map.of(
            "v", "2",
            "product", "\"btc-usd\"",
            "trade_id", "0",
            "time", "\"yesterday\"",
            "price", "\"1e5\"",
            "size", "7",
            "maker_side", "\"HOLD\"",
            "origin", "\"guess\"");
    malformed.forEach(
        (field, value) -> {
          String message = exampleWith(field, value);
          assertThat(schemaProblems(message)).as(message).isNotEmpty();
          assertThat(reasonFor(bytes(message))).isNotBlank();
        });
  }

  /** The example with one field set to other JSON, or taken out if that is null. */
  private static String exampleWith(String field, String json) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("v", "1");
    fields.put("product", "\"BTC-USD\"");
    fields.put("trade_id", "1100253487");
    fields.put("time", "\"2026-09-30T02:39:53.354654Z\"");
    fields.put("price", "\"83277.25\"");
    fields.put("size", "\"0.00000029\"");
    fields.put("maker_side", "\"BUY\"");
    fields.put("origin", "\"live\"");
    if (json == null) {
      fields.remove(field);
    } else {
      fields.put(field, json);
    }
    return fields.entrySet().stream()
        .map(entry -> "\"" + entry.getKey() + "\":" + entry.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static List<String> schemaProblems(String json) {
    return SCHEMA.validate(json, InputFormat.JSON).stream().map(Object::toString).toList();
  }

  private static String reasonFor(byte[] bytes) {
    return catchThrowableOfType(MalformedTradeException.class, () -> TradeJson.decode(bytes))
        .getMessage();
  }

  private static void requireMessageOrReason(byte[] bytes) {
    try {
      assertThat(TradeJson.decode(bytes)).isNotNull();
    } catch (MalformedTradeException e) {
      assertThat(e).hasMessageMatching("[ -~]+");
    }
  }

  /** A byte changed, taken out or put in, or a piece repeated or cut off. */
  private static byte[] damage(byte[] bytes, Random random) {
    if (bytes.length == 0) {
      return new byte[] {(byte) random.nextInt()};
    }
    int at = random.nextInt(bytes.length);
    byte[] before = Arrays.copyOf(bytes, at);
    byte[] after = Arrays.copyOfRange(bytes, at, bytes.length);
    byte[] afterNext = Arrays.copyOfRange(bytes, at + 1, bytes.length);
    byte[] other = {(byte) random.nextInt()};
    byte[] digit = {(byte) "0123456789eE+-.\"{}[]:,\\u".charAt(random.nextInt(24))};
    return switch (random.nextInt(6)) {
      case 0 -> join(before, other, afterNext);
      case 1 -> join(before, digit, afterNext);
      case 2 -> join(before, digit, after);
      case 3 -> join(before, afterNext);
      case 4 -> join(before, after, after);
      default -> before;
    };
  }

  private static byte[] join(byte[]... parts) {
    var joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
