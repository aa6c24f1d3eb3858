package io.finsolutions.pipeline.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import io.finsolutions.pipeline.console.TestConsole;
import io.finsolutions.pipeline.console.TestPipeline;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class AppearanceIT {
  /** What is read as text, on what it lies. */
  private static final Map<String, List<String>> READ_ON =
      Map.of(
          "--surface", List.of("--text", "--muted", "--accent", "--up", "--down", "--warn"),
          "--raised", List.of("--text", "--muted"),
          "--accent-soft", List.of("--text"),
          "--bad-soft", List.of("--text"),
          "--warn-soft", List.of("--text"));

  /** What WCAG asks of text, level AA. */
  private static final double LEAST_CONTRAST = 4.5;

  private static final Map<String, Double> PRICES =
      new TreeMap<>(
          Map.of(
              "BTC-USD",
              86_752.0,
              "PAXG-USD",
              4_021.5,
              "ETH-USD",
              3_120.0,
              "LINK-USD",
              17.23,
              "LTC-USD",
              93.1,
              "SOL-USD",
              182.3));

  private static final String CONTRAST =
      """
      ([text, ground]) => {
        const style = getComputedStyle(document.documentElement);
        const luminance = (name) => {
          const hex = style.getPropertyValue(name).trim().slice(1);
          const channel = (at) => parseInt(hex.slice(at, at + 2), 16) / 255;
          const linear = (c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
          return 0.2126 * linear(channel(0)) + 0.7152 * linear(channel(2)) + 0.0722 * linear(channel(4));
        };
        const [light, dark] = [luminance(text), luminance(ground)].sort((a, b) => b - a);
        return (light + 0.05) / (dark + 0.05);
      }
      """;

  private static Browser browser;
  private static TestConsole console;

  @BeforeAll
  static void start() throws Exception {
    browser = Browser.startOrSkip();
    Instant now = Instant.now();
    Instant handover = now.minus(12, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.MINUTES);
    List<TestPipeline> pairs = new ArrayList<>();
    for (Map.Entry<String, Double> price : PRICES.entrySet()) {
      TestPipeline pair = TestPipeline.of(price.getKey());
      Tape tape = new Tape(pair, price.getValue(), price.getKey().hashCode());
      Duration between = Duration.ofSeconds(pairs.isEmpty() ? 2 : 10);
      pair.count(tape.trades(now.minus(4, ChronoUnit.HOURS), now, between));
      pair.finish(handover);
      pairs.add(pair);
    }
    KeptSignals.judge(pairs.get(0), handover);
    pairs.add(TestPipeline.of("XRP-USD"));
    console = TestConsole.of(0, Duration.ofHours(1), pairs.toArray(TestPipeline[]::new));
  }

  @AfterAll
  static void stop() {
    if (console != null) {
      console.close();
    }
    if (browser != null) {
      browser.close();
    }
  }

  static Stream<Arguments> screens() {
    return Stream.of(
        Arguments.of("desktop-dark", Screen.DESKTOP),
        Arguments.of("desktop-light", Screen.DESKTOP.light()),
        Arguments.of("laptop", Screen.LAPTOP),
        Arguments.of("wall", Screen.WALL),
        Arguments.of("tablet", Screen.TABLET.light()),
        Arguments.of("phone-dark", Screen.PHONE),
        Arguments.of("phone-light", Screen.PHONE.light()),
        Arguments.of("phone-small", Screen.SMALL_PHONE));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("screens")
  void thePageFitsTheScreen(String name, Screen screen) {
    try (Window window = browser.open(screen)) {
      window.go(console.uri(), "?product=BTC-USD").awaitBars();
      window.expect("#stats-table tr:has(th:text-is('hour'))").not().containsText("–");
      window.expect("#pairs-list .sparkline").hasCount(PRICES.size());
      window.expect("#signal .action").not().isEmpty();
      window.keepPicture(name);
      assertThat(window.value("document.documentElement.scrollWidth"))
          .as("nothing reaches over the edge")
          .isEqualTo(screen.width());
      window.press("t");
      window.expect("#bars-body tr >> nth=0").isVisible();
      window.keepPicture(name + "-table");
      assertThat(window.value("document.documentElement.scrollWidth")).isEqualTo(screen.width());
      window.hasNotComplained();
    }
  }

  @Test
  void onAPhoneThePairsAreASheet() {
    try (Window window = browser.open(Screen.SMALL_PHONE)) {
      window.go(console.uri(), "?product=BTC-USD").awaitBars();
      window.expect("#pairs").isHidden();
      window.at("#pairs-open").tap();
      window.expect("#pairs").isVisible();
      window.expect("#pairs-list a:has-text('ETH') .price").not().hasText("–");
      window.keepPicture("phone-pairs");
      window.at("#pairs-list a:has-text('ETH')").tap();
      window.expect("#pairs").isHidden();
      window.expect("#pair").hasText("ETH-USD");
      window.hasNotComplained();
    }
  }

  @Test
  void theThemeIsTheSystemsUntilTheReaderWantsAnother() {
    try (Window window = browser.open(Screen.DESKTOP)) {
      String background = "getComputedStyle(document.querySelector('main')).backgroundColor";
      window.go(console.uri(), "?product=BTC-USD").awaitBars();
      Object dark = window.value(background);
      window.press("d");
      Object light = window.value(background);
      assertThat(light).isNotEqualTo(dark);
      window.await("location.search.includes('theme=light')");
      window.page().reload();
      window.awaitBars();
      assertThat(window.value(background)).isEqualTo(light);
      window.at("#theme").click();
      assertThat(window.value(background)).isEqualTo(dark);
      assertThat(window.value("location.search.includes('theme')")).isEqualTo(false);
      window.hasNotComplained();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"DARK", "LIGHT"})
  void textCanBeReadOnWhatItLiesOn(ColorScheme scheme) {
    try (Window window = browser.open(new Screen(1440, 900, 1, false, scheme))) {
      window.go(console.uri(), "?product=BTC-USD").awaitBars();
      READ_ON.forEach(
          (ground, texts) ->
              texts.forEach(
                  text ->
                      assertThat(contrast(window, text, ground))
                          .as(text + " on " + ground)
                          .isGreaterThanOrEqualTo(LEAST_CONTRAST)));
    }
  }

  @Test
  void everythingCanBeDoneFromTheKeyboard() {
    try (Window window = browser.open(Screen.DESKTOP)) {
      window.go(console.uri(), "?product=BTC-USD").awaitBars();
      window.press("?");
      window.expect("#help").isVisible();
      window.expect("#help").containsText("Copyright (c) 2026 TradingView, Inc.");
      window.keepPicture("keys");
      window.at("#help button:text-is('Close')").click();
      window.expect("#help").isHidden();
      window.press("/");
      window.page().keyboard().type("eth");
      window.expect("#pairs-list li:visible").hasCount(1);
      window.press("Enter");
      window.expect("#pair").hasText("ETH-USD");
      window.press("k");
      window.expect("#pair").hasText("BTC-USD");
      window.press("h");
      window.expect("#ledger-tables").containsText("scheduled");
      window.keepPicture("runs");
      window.press("Escape");
      window.expect("#ledger").isHidden();
      window.press("s");
      window.expect("#download-csv").isFocused();
      window.press("Escape");
      window.expect("#download-csv").isHidden();
      window.hasNotComplained();
    }
  }

  private static double contrast(Window window, String text, String ground) {
    return ((Number) window.page().evaluate(CONTRAST, List.of(text, ground))).doubleValue();
  }
}
