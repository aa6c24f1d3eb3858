package io.finsolutions.pipeline.market;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TradeWriterTest {
  @Provide
  Arbitrary<TradeMessage> messages() {
    return TradeArbitraries.messages();
  }

  @Property(tries = 5_000)
  void whatIsWrittenIsWhatAGeneratorOfJsonWrites(@ForAll("messages") TradeMessage message)
      throws IOException {
    assertThat(text(message)).isEqualTo(generated(message));
    assertThat(text(message.asFirstOfMinute())).isEqualTo(generated(message.asFirstOfMinute()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1970-01-01T00:00:00.000001Z",
        "2024-02-29T23:59:59.999999Z",
        "2026-09-30T00:00:00Z",
        "2026-09-30T02:39:53.300Z",
        "2026-09-30T02:39:53.000001Z",
        "9999-12-31T23:59:59.999Z"
      })
  void timesAreWrittenAsTheyAre(String time) throws IOException {
    Trade some = Trades.trade(1, "2026-09-30T02:39:53Z", "83277.25", "0.5", Side.BUY);
    TradeMessage message =
        new TradeMessage(
            new Trade(
                some.product(),
                Long.MAX_VALUE,
                Instant.parse(time),
                some.price(),
                some.size(),
                some.makerSide()),
            Origin.BACKFILL);

    assertThat(text(message)).contains("\"time\":\"" + time + "\"").isEqualTo(generated(message));
  }

  private static String text(TradeMessage message) {
    return new String(TradeWriter.write(message), StandardCharsets.UTF_8);
  }

  private static String generated(TradeMessage message) throws IOException {
    Trade trade = message.trade();
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeNumberField("v", TradeJson.VERSION);
      json.writeStringField("product", trade.product().toString());
      json.writeNumberField("trade_id", trade.tradeId());
      json.writeStringField("time", trade.time().toString());
      json.writeStringField("price", trade.price().toPlainString());
      json.writeStringField("size", trade.size().toPlainString());
      json.writeStringField("maker_side", trade.makerSide().name());
      json.writeStringField("origin", message.origin().name().toLowerCase(Locale.ROOT));
      if (message.firstOfMinute()) {
        json.writeBooleanField("first_of_minute", true);
      }
      json.writeEndObject();
    }
    return text.toString();
  }
}
