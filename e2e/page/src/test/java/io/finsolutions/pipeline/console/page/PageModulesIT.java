package io.finsolutions.pipeline.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.console.TestConsole;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page's own arithmetic and its handling of the stream, in the browser that runs them. */
class PageModulesIT {
  private static Browser browser;
  private static TestConsole console;
  private static Window window;

  @BeforeAll
  static void start() {
    browser = Browser.startOrSkip();
    console = TestConsole.of();
    window = browser.open(Screen.DESKTOP).go(console.uri(), "");
  }

  @AfterAll
  static void stop() {
    if (window != null) {
      window.close();
      console.close();
    }
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void sumsAreExact() {
    List<String> decimals = decimals(new Random(1), 500);
    BigDecimal sum = decimals.stream().map(BigDecimal::new).reduce(BigDecimal::add).orElseThrow();
    Object shown =
        run(
            "decimal.js",
            "(it, all) => it.text(all.map(it.parse).reduce(it.add, it.ZERO)).replace('−', '-')",
            decimals);
    assertThat(new BigDecimal((String) shown)).isEqualByComparingTo(sum);
  }

  @Test
  void figuresAreRoundedAsOnPaper() {
    Random random = new Random(2);
    for (String decimal : decimals(random, 200)) {
      int digits = random.nextInt(10);
      Object shown =
          run(
              "decimal.js",
              "(it, [text, digits]) => it.rounded(text, digits).replaceAll(',', '').replace('−', '-')",
              List.of(decimal, digits));
      BigDecimal wanted = new BigDecimal(decimal).setScale(digits, RoundingMode.HALF_UP);
      assertThat(new BigDecimal((String) shown)).as(decimal).isEqualByComparingTo(wanted);
    }
  }

  @Test
  void groupingLosesNoDigit() {
    assertThat(run("decimal.js", "(it, text) => it.grouped(text)", "-1234567.000000000000000001"))
        .isEqualTo("−1,234,567.000000000000000001");
    assertThat(run("decimal.js", "(it, text) => it.grouped(text, 2)", "1000"))
        .isEqualTo("1,000.00");
    assertThat(run("decimal.js", "(it, text) => it.brief(text, 6)", "0.000000012345678"))
        .isEqualTo("0.00000001235");
  }

  @Test
  void eventsAreReadHoweverTheStreamIsCut() {
    String stream =
        "id: 1\nevent: bars\ndata: {\"bars\":\ndata: []}\n\n:\n\r\nid: 2\r\nevent: product\r\ndata: {}\r\n\r\n";
    List<Object> whole = events(List.of(stream));
    assertThat(whole).hasSize(2);
    assertThat(whole.toString()).contains("{\"bars\":\n[]}", "id=2", "type=product");
    Random random = new Random(3);
    for (int i = 0; i < 100; i++) {
      List<String> pieces = new ArrayList<>();
      for (int from = 0; from < stream.length(); ) {
        int to = Math.min(stream.length(), from + 1 + random.nextInt(6));
        pieces.add(stream.substring(from, to));
        from = to;
      }
      assertThat(events(pieces)).as(pieces.toString()).isEqualTo(whole);
    }
  }

  @Test
  void anOldPageDoesNotTakeBackWhatTheStreamHasTold() {
    Object shown =
        run(
            "bars.js",
            """
            (it) => {
              const bar = (second, trades, final, run) => ({
                start: `2026-01-01T00:00:0${second}Z`, end: `2026-01-01T00:00:0${second + 1}Z`,
                open: "1", high: "1", low: "1", close: String(trades), base_volume: "1",
                quote_volume: "1", trades, final, complete: true, run_id: run,
              });
              const bars = new it.Bars();
              bars.mergePage([bar(1, 1, false, null), bar(3, 1, false, null)]);
              bars.mergeLive([bar(1, 5, true, 7), bar(3, 4, false, null)]);
              bars.mergePage([bar(0, 2, true, 6), bar(1, 3, false, null), bar(2, 2, false, null), bar(3, 2, false, null)]);
              bars.mergePage([bar(0, 1, true, 8)]);
              return bars.all.map(({ start, close, final }) => [start.slice(18, 19), close, final].join(" ")).join(", ");
            }
            """,
            null);
    assertThat(shown).isEqualTo("0 1 true, 1 5 true, 2 2 false, 3 4 false");
  }

  @SuppressWarnings("unchecked")
  private static List<Object> events(List<String> pieces) {
    return (List<Object>)
        run(
            "sse.js",
            "(it, pieces) => { const reader = new it.EventReader(); return pieces.flatMap((piece) => reader.read(piece)); }",
            pieces);
  }

  /** Calls a function in the page with a module and an argument. */
  private static Object run(String module, String function, Object argument) {
    String call =
        "async (argument) => (%s)(await import('/assets/%s'), argument)"
            .formatted(function, module);
    return window.page().evaluate(call, argument);
  }

  private static List<String> decimals(Random random, int count) {
    List<String> decimals = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      BigInteger units = new BigInteger(random.nextInt(100) + 1, random);
      BigDecimal decimal = new BigDecimal(units, random.nextInt(19));
      decimals.add((random.nextInt(4) == 0 ? decimal.negate() : decimal).toPlainString());
    }
    return decimals;
  }
}
