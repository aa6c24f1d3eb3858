package io.finsolutions.pipeline.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Mouse;
import io.finsolutions.pipeline.console.TestConsole;
import io.finsolutions.pipeline.console.TestPipeline;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.Side;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LookBackIT {
  private static final int HOURS = 3;
  private static Browser browser;
  private static TestPipeline pipeline;
  private static TestConsole console;
  private static Instant end;

  private Window window;

  @BeforeAll
  static void start() throws Exception {
    browser = Browser.startOrSkip();
    end = Instant.now().truncatedTo(ChronoUnit.MINUTES);
    pipeline = TestPipeline.of("BTC-USD");
    Tape tape = new Tape(pipeline, 86_752, 3);
    pipeline.count(tape.trades(end.minus(HOURS, ChronoUnit.HOURS), end, Duration.ofMillis(1_500)));
    pipeline.count(
        List.of(tape.trade(end, "86000.000000000000000001", "0.000000000000000001", Side.SELL)));
    pipeline.finish(end.minusSeconds(600));
    console = TestConsole.of(0, Duration.ofHours(1), pipeline);
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

  @BeforeEach
  void open() {
    window = browser.open(Screen.DESKTOP);
  }

  @AfterEach
  void close() {
    window.close();
  }

  @Test
  void olderBarsAreLoadedAsOneScrollsUpToTheFirst() {
    int seconds = pipeline.bars(BarWidth.SECOND).size();
    Instant first = pipeline.bars(BarWidth.SECOND).get(0).start();
    window.go(console.uri(), "?interval=1s").awaitBars();
    window.press("-", "-", "-", "-", "-");
    for (int drags = 0; !window.at("#loading").textContent().equals("nothing older"); drags++) {
      assertThat(drags).as("drags to the beginning").isLessThan(100);
      drag(300, 1_050);
      // While older bars are on their way, a drag leads no further.
      window.expect("#loading").not().hasText("loading…");
    }
    window.await("location.search.includes('range=%s')".formatted(first));
    window.expect("#range-shown").containsText(timeOfDay(first));
    window.keepPicture("scrolled-to-the-beginning");
    window.at("#follow").click();
    window.await("!location.search.includes('range=')");
    window.press("t");
    window.expect("#rows-shown").hasText("rows 1–100 of %,d".formatted(seconds));
    window.hasNotComplained();
  }

  @Test
  void aSpanIsShownInBarsThatSuitIt() {
    window.go(console.uri(), "?interval=1s").awaitBars();
    window.at("#spans button:text-is('1 h')").click();
    window.await("location.search.includes('range=1h')");
    window.expect("#intervals input[value='1m']").isChecked();
    Instant from = end.minus(1, ChronoUnit.HOURS);
    window.expect("#range-shown").containsText(timeOfDay(from));
    window.at("#spans button:text-is('15 min')").click();
    window.await("location.search.includes('range=15min')");
    window.expect("#range-shown").containsText(timeOfDay(end.minus(15, ChronoUnit.MINUTES)));
    window.hasNotComplained();
  }

  @Test
  void aStretchThatWasChosenIsKeptByAReloadAndByTheWayBack() {
    Instant from = end.minus(150, ChronoUnit.MINUTES);
    Instant to = end.minus(120, ChronoUnit.MINUTES);
    window.go(console.uri(), "").awaitBars();
    window.press("r");
    window.at("#range-from").fill(input(from));
    window.at("#range-to").fill(input(to));
    window.at("#range-form button.main").click();
    Pattern shown = shown(from, to);
    window.expect("#range-shown").containsText(shown);
    window.expect("#follow").isVisible();
    window.page().reload();
    window.expect("#range-shown").containsText(shown);
    window.press("t");
    window.expect("#rows-shown").hasText("rows 1–30 of 30");
    window.page().goBack();
    window.page().goBack();
    window.await("!location.search.includes('range=')");
    window.expect("#follow").isHidden();
    window.hasNotComplained();
  }

  @Test
  void whatIsInSightIsWhatIsSaved() throws Exception {
    Instant from = end.minus(60, ChronoUnit.MINUTES);
    Instant to = from.plus(40, ChronoUnit.MINUTES);
    window.go(console.uri(), "?interval=1m&range=%s/%s".formatted(from, to)).awaitBars();
    window.expect("#range-shown").containsText(shown(from, to));
    String csv = saved("#download-csv");
    String path = "/v1/products/BTC-USD/bars?interval=1m&limit=10000&from=%s&to=%s";
    String wanted = path.formatted(from, to);
    assertThat(csv).isEqualTo(console.get(wanted + "&format=csv").body()).hasLineCount(41);
    assertThat(TestConsole.parse(saved("#download-json")).get("bars"))
        .isEqualTo(console.json(wanted).get("bars"));
    window.hasNotComplained();
  }

  @Test
  void theTableLosesNoDigit() {
    window.go(console.uri(), "?interval=1s&view=table").awaitBars();
    String row = "#bars-body tr[data-start='%s']".formatted(end);
    window.expect(row).containsText("86,000.000000000000000001");
    window.expect(row).containsText("0.000000000000000001");
    assertThat(window.at("#bars-head th").count()).isEqualTo(22);
    window.hasNotComplained();
  }

  @Test
  void timesAreUtcUntilTheReaderWantsTheirOwn() {
    window.go(console.uri(), "?interval=1s&view=table").awaitBars();
    window.expect("#zone").hasText("UTC");
    window.expect("#bars-body tr >> nth=0").containsText(stamp(end));
    window.press("l");
    window.expect("#zone").hasText("UTC+5:30");
    window.expect("#bars-body tr >> nth=0").containsText(stamp(end.plus(330, ChronoUnit.MINUTES)));
    window.page().reload();
    window.expect("#zone").hasText("UTC+5:30");
    window.hasNotComplained();
  }

  @Test
  void aStretchWithoutATradeSaysSoAndWhatToDo() {
    window.go(console.uri(), "?range=2020-01-01T00:00:00Z/2020-01-01T02:00:00Z");
    window.expect("#nothing-words").hasText(Pattern.compile("^Nothing was traded"));
    window.at("#nothing-newest").click();
    window.awaitBars();
    window.expect("#nothing").isHidden();
    window.hasNotComplained();
  }

  private void drag(int from, int to) {
    window.page().mouse().move(from, 400);
    window.page().mouse().down();
    window.page().mouse().move(to, 400, new Mouse.MoveOptions().setSteps(4));
    window.page().mouse().up();
  }

  private String saved(String button) throws Exception {
    window.at("#download").evaluate("menu => (menu.open = true)");
    Download download = window.page().waitForDownload(() -> window.at(button).click());
    return Files.readString(download.path());
  }

  /** "14:15–14:45 UTC", and "23:45 – 00:15 UTC" where a day has ended in between. */
  private static Pattern shown(Instant from, Instant to) {
    return Pattern.compile(timeOfDay(from) + "(–| – )" + timeOfDay(to) + " UTC");
  }

  private static String timeOfDay(Instant time) {
    return time.toString().substring(11, 16);
  }

  private static String input(Instant time) {
    return time.toString().substring(0, 16);
  }

  private static String stamp(Instant time) {
    return time.toString().substring(0, 19).replace('T', ' ');
  }
}
