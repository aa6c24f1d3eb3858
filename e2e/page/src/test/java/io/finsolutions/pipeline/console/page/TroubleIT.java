package io.finsolutions.pipeline.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.console.TestConsole;
import io.finsolutions.pipeline.console.TestPipeline;
import io.finsolutions.pipeline.market.Side;
import io.finsolutions.pipeline.market.Trade;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.junit.jupiter.api.io.TempDir;

/** What the page says when something is wrong, and that it comes back without a reload. */
class TroubleIT {
  private static final Duration STALE_AFTER = Duration.ofSeconds(3);
  private static final Duration LONG = Duration.ofHours(1);
  private static Browser browser;

  private TestPipeline pipeline;
  private Tape tape;
  private TestConsole console;
  private Window window;

  @BeforeAll
  static void startBrowser() {
    browser = Browser.startOrSkip();
  }

  @AfterAll
  static void stopBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void start() throws Exception {
    pipeline = TestPipeline.of("BTC-USD");
    tape = new Tape(pipeline, 86_752, 5);
    window = browser.open(Screen.DESKTOP);
  }

  @AfterEach
  void stop() {
    window.close();
    if (console != null) {
      console.close();
    }
  }

  @Test
  void aPairThatIsStaleSaysSinceWhenAndGoesOnWithTheNextTrade() throws Exception {
    countSomeOfNow();
    console = TestConsole.of(0, STALE_AFTER, pipeline);
    window.go(console.uri(), "?interval=1s").awaitBars();
    window.expect("#banner-words").hasText(Pattern.compile("^BTC-USD is stale\\. .* ago\\..*"));
    window.expect("#state").hasText("stale");
    window.keepPicture("stale");
    count(tape.trade(Instant.now(), "88123.45", "1", Side.BUY));
    window.expect("#price").hasText("88,123.45");
    window.expect("#banner").isHidden();
    window.expect("#state").hasText("live");
    window.hasNotComplained();
  }

  @Test
  void aConsoleThatIsGoneIsSaidAndWhatWasCountedMeanwhileIsThereWhenItIsBack() throws Exception {
    countSomeOfNow();
    console = TestConsole.of(0, LONG, pipeline);
    int port = console.port();
    window.go(console.uri(), "?interval=1s").awaitBars();
    window.expect("#connection-words").hasText("Connected");
    window.value("window.mark = 'not loaded again'");

    console.close();
    window
        .expect("#banner-words")
        .hasText(Pattern.compile("^The console does not answer since .* Trying again.*"));
    window.expect("#connection-words").hasText("Reconnecting");
    window.keepPicture("console-gone");
    Instant meanwhile = Instant.now().minusSeconds(30);
    count(tape.trade(meanwhile, "81111.11", "1", Side.SELL));
    count(tape.trade(Instant.now(), "82222.22", "1", Side.SELL));
    console = TestConsole.of(port, LONG, pipeline);

    window.expect("#price").hasText("82,222.22");
    window.expect("#banner").isHidden();
    window.expect("#connection-words").hasText("Connected");
    window.press("t");
    String second = meanwhile.truncatedTo(ChronoUnit.SECONDS).toString();
    window.expect("#bars-body tr[data-start='%s']".formatted(second)).containsText("81,111.11");
    assertThat(window.value("window.mark")).isEqualTo("not loaded again");
    window.hasOnlyMissedAnswers();
  }

  @Test
  void aPairWhoseDatabaseIsGoneIsDownAndTheOthersGoOn() throws Exception {
    countSomeOfNow();
    TestPipeline other = TestPipeline.of("ETH-USD");
    Tape others = new Tape(other, 3_120, 6);
    other.count(
        others.trades(Instant.now().minusSeconds(60), Instant.now(), Duration.ofSeconds(1)));
    console = TestConsole.of(0, LONG, pipeline, other);
    window.go(console.uri(), "?product=BTC-USD&interval=1s").awaitBars();

    pipeline.goAway();
    window.expect("#banner-words").hasText(Pattern.compile("^BTC-USD is down\\..*"));
    window.expect("#pairs-count").hasText("1 of 2 live");
    window.keepPicture("down");
    window.at("#pairs-list a:has-text('ETH')").click();
    window.expect("#banner").isHidden();
    other.count(List.of(others.trade(Instant.now(), "3456.7", "1", Side.BUY)));
    window.expect("#price").hasText(Pattern.compile("^3,456\\.70?$"));
    window.at("#pairs-list a:has-text('BTC')").click();
    window.expect("#banner-words").hasText(Pattern.compile("^BTC-USD is down\\..*"));

    pipeline.comeBack();
    window.expect("#banner").isHidden();
    count(tape.trade(Instant.now(), "83333.33", "1", Side.SELL));
    window.expect("#price").hasText("83,333.33");
    window.hasOnlyMissedAnswers();
  }

  @Test
  void aReplayIsCalledOne() throws Exception {
    Instant past = Instant.now().minus(400, ChronoUnit.DAYS);
    pipeline.count(tape.trades(past, past.plusSeconds(120), Duration.ofSeconds(1)));
    console = TestConsole.of(0, LONG, pipeline);
    window.go(console.uri(), "?interval=1s").awaitBars();
    window.expect("#banner-words").hasText(Pattern.compile("^A replay: these are trades of .*"));
    window.expect("#pairs-list .state").hasText("replay");
    window.hasNotComplained();
  }

  @Test
  void theFirstTradeOfAPairAppearsByItself() throws Exception {
    console = TestConsole.of(0, LONG, pipeline);
    window.go(console.uri(), "?interval=1s");
    window.expect("#banner-words").hasText(Pattern.compile("^Waiting for the first trade .*"));
    window.expect("#nothing-words").hasText(Pattern.compile("^No trade was counted yet\\..*"));
    window.keepPicture("first-trade-awaited");
    count(tape.trade(Instant.now(), "84444.44", "1", Side.SELL));
    window.expect("#price").hasText("84,444.44");
    window.expect("#nothing").isHidden();
    window.expect("#banner").isHidden();
    window.hasNotComplained();
  }

  @Test
  void aConsoleWithoutAPipelineSaysHowToGetOne() {
    console = TestConsole.of();
    window.go(console.uri(), "");
    window.expect("#pairs-empty").containsText("./pipeline local BTC-USD");
    window.expect("#connection-words").hasText("Connected");
    window.hasNotComplained();
  }

  @Test
  void whoNeedsATokenIsAskedForItAndItIsForgottenWithTheTab(@TempDir Path folder) throws Exception {
    countSomeOfNow();
    Path tokens = folder.resolve("tokens");
    Files.writeString(tokens, "reader: " + "a-long-token-of-a-reader-0123456789" + "\n");
    console = TestConsole.guarded(tokens, pipeline);
    window.go(console.uri(), "?interval=1s");
    window.expect("#access").isVisible();
    window.keepPicture("token");
    window.at("#access-token").fill("not-a-token-of-anybody-0123456789");
    window.press("Enter");
    window.expect("#access-trouble").hasText(Pattern.compile("^That token was not accepted.*"));
    window.at("#access-token").fill("a-long-token-of-a-reader-0123456789");
    window.press("Enter");
    window.awaitBars();
    window.expect("#access").isHidden();
    count(tape.trade(Instant.now(), "85555.55", "1", Side.SELL));
    window.expect("#price").hasText("85,555.55");
    assertThat(window.value("localStorage.getItem('access-token')")).isNull();
    window.page().reload();
    window.awaitBars();
    window.at("#forget-token").click();
    window.expect("#access").isVisible();
    window.hasOnlyMissedAnswers();
  }

  private void countSomeOfNow() throws Exception {
    Instant now = Instant.now();
    pipeline.count(tape.trades(now.minusSeconds(120), now, Duration.ofSeconds(1)));
  }

  private void count(Trade trade) throws Exception {
    pipeline.count(List.of(trade));
  }
}
