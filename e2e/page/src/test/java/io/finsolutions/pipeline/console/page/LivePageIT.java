package io.finsolutions.pipeline.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.console.TestConsole;
import io.finsolutions.pipeline.console.TestPipeline;
import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.Side;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.signals.Signal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LivePageIT {
  private static final Duration WITHIN = Duration.ofSeconds(1);
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
    Instant now = Instant.now();
    pipeline = TestPipeline.of("BTC-USD");
    tape = new Tape(pipeline, 86_752, 7);
    pipeline.count(tape.trades(now.minusSeconds(900), now, Duration.ofSeconds(2)));
    pipeline.finish(now.minusSeconds(300).truncatedTo(ChronoUnit.MINUTES));
    console = TestConsole.of(pipeline);
    window = browser.open(Screen.DESKTOP);
  }

  @AfterEach
  void stop() {
    window.close();
    console.close();
  }

  @Test
  void theCandleMovesWithinASecondOfATrade() throws Exception {
    window.go(console.uri(), "?interval=1m").awaitBars();
    List<Duration> delays = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      byte[] before = window.at("#chart").screenshot();
      String price = "86%d.25".formatted(900 + i);
      long counted = System.nanoTime();
      count(tape.trade(Instant.now(), price, "0.5", Side.BUY));
      window.expect("#price").hasText("86,%d.25".formatted(900 + i));
      delays.add(Duration.ofNanos(System.nanoTime() - counted));
      assertThat(window.at("#chart").screenshot()).isNotEqualTo(before);
    }
    Collections.sort(delays);
    assertThat(delays.get(2)).as("median of " + delays).isLessThan(WITHIN);
    window.expect("#readout").containsText("C86,904.25");
    window.await("document.title.startsWith('86,904.25 BTC-USD')");
    window.hasNotComplained();
  }

  @Test
  void aSecondThatBecomesFinalWithAnotherValueIsReplacedWithoutAReload() throws Exception {
    Instant second = Instant.now().minusSeconds(120).truncatedTo(ChronoUnit.MINUTES).plusSeconds(7);
    count(tape.trade(second, "86000", "1", Side.BUY));
    window.go(console.uri(), "?interval=1s&view=table").awaitBars();
    String row = "#bars-body tr[data-start='%s']".formatted(second);
    window.expect(row + " td >> nth=0").hasText("provisional");
    window.expect(row).containsText("86,000");
    Object counted = window.value("window.sinceLoaded = performance.timeOrigin");

    pipeline.miss(tape.trade(second.plusMillis(400), "91234.5", "2", Side.SELL));
    pipeline.finish(second.plusSeconds(53));

    window.expect(row + " td >> nth=0").hasText("final");
    window.expect(row).containsText("91,234.5");
    assertThat(window.value("window.sinceLoaded")).isEqualTo(counted);
    window.press("t");
    window.await("document.querySelector('#final-until').textContent.startsWith('final until ')");
    window.keepPicture("provisional-and-final");
    window.hasNotComplained();
  }

  @Test
  void whatIsFinalIsToldApartFromWhatIsNot() {
    window.go(console.uri(), "?interval=1m").awaitBars();
    window.expect("#readout .standing").hasText("provisional");
    window.at("#chart").focus();
    for (int i = 0; i < 8; i++) {
      window.press("ArrowLeft");
    }
    window.expect("#readout .standing").hasText(Pattern.compile("^final, run \\d+$"));
    window.expect("#spoken").hasText(Pattern.compile(".*: open .*, final, run \\d+$"));
    window.expect("#final-until").hasText(Pattern.compile("^final until .*\\d\\d:\\d\\d UTC$"));
    window.hasNotComplained();
  }

  @Test
  void aPairThatIsYoungIsShownInSecondsAtFirst() {
    window.go(console.uri(), "").awaitBars();
    window.await("new URLSearchParams(location.search).get('interval') === '1s'");
    window.expect("#intervals input[value='1s']").isChecked();
    window.hasNotComplained();
  }

  @Test
  void eachIntervalShowsTheBarsOfItsWidth() {
    window.go(console.uri(), "").awaitBars();
    for (BarWidth width : BarWidth.values()) {
      window.at("#intervals label:has(input[value='%s'])".formatted(width.label())).click();
      window.await(
          "new URLSearchParams(location.search).get('interval') === '%s'".formatted(width.label()));
      List<Bar> bars = pipeline.bars(width);
      String trades = "Trades" + bars.get(bars.size() - 1).trades();
      window.expect("#readout .figure:has-text('Trades')").hasText(trades);
    }
    window.press("1");
    window.await("new URLSearchParams(location.search).get('interval') === '1s'");
    window.press("]");
    window.await("new URLSearchParams(location.search).get('interval') === '1m'");
    window.hasNotComplained();
  }

  @Test
  void twoPairsAreLiveAndEachShowsItsOwn() throws Exception {
    Instant now = Instant.now();
    TestPipeline other = TestPipeline.of("ETH-USD");
    Tape others = new Tape(other, 3_120, 8);
    other.count(others.trades(now.minusSeconds(600), now, Duration.ofSeconds(3)));
    console.close();
    console = TestConsole.of(pipeline, other);

    window.go(console.uri(), "").awaitBars();
    window.expect("#pair").hasText("BTC-USD");
    window.expect("#pairs-list li").hasCount(2);
    window.expect("#pairs-count").hasText("2 of 2 live");
    window.press("j");
    window.expect("#pair").hasText("ETH-USD");
    other.count(List.of(others.trade(Instant.now(), "3456.78", "1", Side.BUY)));
    window.expect("#price").hasText("3,456.78");
    window.at("#pairs-list a:has-text('BTC')").click();
    window.expect("#pair").hasText("BTC-USD");
    count(tape.trade(Instant.now(), "87654.32", "1", Side.BUY));
    window.expect("#price").hasText("87,654.32");
    window.expect("#pairs-list a:has-text('ETH') .price").hasText("3,456.78");
    window.keepPicture("two-pairs");
    window.hasNotComplained();
  }

  @Test
  void aSignalSaysWhyAndWhenItTurned() throws Exception {
    Instant handover = Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.MINUTES);
    TestPipeline lively = TestPipeline.of("SOL-USD");
    Tape moves = new Tape(lively, 180, 11);
    lively.count(
        moves.trades(
            handover.minusSeconds(10_800), handover.plusSeconds(50), Duration.ofSeconds(4)));
    lively.finish(handover);
    List<Signal> kept = KeptSignals.judge(lively, handover);
    int last = kept.size() - 1;
    while (kept.get(last).action() == kept.get(last - 1).action()) {
      last--;
    }
    console.close();
    console = TestConsole.of(lively);

    window.go(console.uri(), "?interval=1m").awaitBars();
    window.expect("#signal .action").hasText(Pattern.compile("^(Buy|Sell|Hold)$"));
    window.expect("#signal .confidence b").hasText(Pattern.compile("^\\d+ %$"));
    window.expect("#signal .reasons >> nth=0").containsText("score");
    window.expect("#signal .notice").containsText("Not advice");
    Signal turned = kept.get(last);
    String action =
        turned.action().name().charAt(0)
            + turned.action().name().substring(1).toLowerCase(Locale.ROOT);
    window
        .expect("#signal .turns li >> nth=0")
        .containsText(action + turned.time().toString().substring(11, 16));
    window.at("#signal summary").click();
    window.expect("#signal .formula").hasText(turned.formula());
    window.hasNotComplained();
  }

  @Test
  void theLastMinuteSaysWhoBoughtAndWhoSold() throws Exception {
    TestPipeline calm = TestPipeline.of("SOL-USD");
    Tape quiet = new Tape(calm, 180, 9);
    Instant now = Instant.now();
    calm.count(
        List.of(
            quiet.trade(now.minusSeconds(3), "180", "3", Side.BUY),
            quiet.trade(now.minusSeconds(2), "181", "1", Side.SELL)));
    console.close();
    console = TestConsole.of(calm);

    window.go(console.uri(), "?interval=1s").awaitBars();
    window.expect("#balance-minute .bought-share").hasText("75.0 % bought");
    window.expect("#balance-minute .sold").hasText("1 SOL · 1 sell");
    window.expect("#balance-sight .bought").hasText("3 SOL · 1 buy");
    window.expect("#stats-table tr:has(th:text-is('minute'))").containsText("+0.56 %");
    window.hasNotComplained();
  }

  private void count(Trade trade) throws Exception {
    pipeline.count(List.of(trade));
  }
}
