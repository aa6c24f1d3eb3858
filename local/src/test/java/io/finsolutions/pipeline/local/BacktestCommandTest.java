package io.finsolutions.pipeline.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.service.ExitCode;
import io.finsolutions.pipeline.service.ServiceCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class BacktestCommandTest {
  @TempDir Path state;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void withNothingElseThereTheShippedDayIsFollowed() {
    assertThat(run("BTC-USD")).isEqualTo(ExitCode.OK);

    assertThat(err.toString()).isEmpty();
    assertThat(out.toString().lines())
        .containsExactly(
            "BTC-USD, bars of 15m, trend-and-volume/1, fee 0.4 % of each fill",
            "2016-10-07 10:30 to 2016-10-08 00:00 UTC, 54 bars",
            "from the recorded day 2016-10-07: its prices and volumes are real, who bought and who"
                + " sold is made up",
            "",
            "                           strategy   buy and hold",
            "return                      -1.81 %        -0.42 %",
            "largest drawdown             1.81 %         0.60 %",
            "fees                         1.59 %         0.80 %",
            "time in the market          44.44 %       100.00 %",
            "bought and sold             2 times           once",
            "hit rate                     0.00 %         0.00 %",
            "",
            "signals: 14 buy, 8 sell, 33 hold; each is acted on at the open of the next bar",
            "",
            "bought                        for   sold                          for       gain",
            "2016-10-07 14:15           617.76   2016-10-07 16:30           615.27    -1.20 %",
            "2016-10-07 20:15           616.84   not yet                    617.98    -0.62 %",
            "",
            "This is no advice.",
            "13 hours of the past prove nothing: prices, the volume that is to be had and luck will"
                + " be others.");
  }

  @Test
  void withoutFeesThereIsNothingToPay() {
    assertThat(
            run(
                "BTC-USD",
                "--fee",
                "0%",
                "--interval=1m",
                "--formula=mean-reversion:span=5,width=1"))
        .isEqualTo(ExitCode.OK);

    assertThat(out.toString().lines())
        .contains("fees                         0.00 %         0.00 %")
        .anyMatch(line -> line.startsWith("and ") && line.endsWith(" before these"));
  }

  @Test
  void aFormulaThatNeverActsIsNeverInTheMarket() {
    assertThat(run("BTC-USD", "--formula", "mean-reversion:width=5")).isEqualTo(ExitCode.OK);

    assertThat(out.toString().lines())
        .contains(
            "time in the market           0.00 %       100.00 %",
            "bought and sold               never           once",
            "hit rate                          -       100.00 %");
  }

  @Test
  void aRecordingIsTakenInPlaceOfTheShippedDay() throws Exception {
    Path file = state.resolve("trades.json");
    List<String> trades = new ArrayList<>();
    for (int minute = 0; minute < 60; minute++) {
      trades.add(
          """
          {"trade_id":"%d","product_id":"ETH-USD","price":"%d","size":"1","time":"2026-03-01T10:%02d:00Z","side":"BUY"}"""
              .formatted(minute + 1, 1_000 + minute, minute));
    }
    Files.write(file, trades);

    assertThat(run("ETH-USD", "--interval", "1m", "--recording", file.toString()))
        .isEqualTo(ExitCode.OK);

    assertThat(out.toString().lines())
        .contains(
            "2026-03-01 10:42 to 2026-03-01 11:00 UTC, 18 bars", "from the recording trades.json");
  }

  @Test
  void whatIsNotToBeJudgedIsStillLookedAt() {
    assertThat(run("BTC-USD", "--from", "2016-10-07T18:00:00Z", "--to", "2016-10-07T22:00:00Z"))
        .isEqualTo(ExitCode.OK);

    assertThat(out.toString().lines())
        .contains("2016-10-07 18:15 to 2016-10-07 22:00 UTC, 15 bars");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--interval=2m | --interval: \"2m\" is no interval: write one of 1s, 1m, 5m, 15m, 1h, 4h, 1d",
        "--formula=luck | --formula: there is no formula \"luck\": write one of trend-and-volume/1, mean-reversion/1",
        "--fee=0.4 | --fee 0.4 is no percentage below 100: write one such as 0.4%",
        "--fee=-1% | --fee -1% is no percentage below 100: write one such as 0.4%",
        "--from=2016-10-08T00:00:00Z --to=2016-10-08T00:00:00Z | --from 2016-10-08T00:00:00Z is not before --to 2016-10-08T00:00:00Z",
        "--database-url=jdbc:postgresql://localhost/x | Missing required argument(s): --database-user",
        "--database-url=jdbc:postgresql://localhost/x --database-user=x --recording=y | --recording and --database-url exclude each other"
      })
  void whatCannotBeMeantIsAUsageError(String flags, String message) {
    assertThat(run(flags.split(" "))).isEqualTo(ExitCode.USAGE);

    assertThat(err.toString()).contains(message);
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ETH-USD | there are no bars of ETH-USD here: run ./pipeline local ETH-USD meanwhile, or write --recording FILE or --database-url URL",
        "BTC-USD --interval=1d | the recorded day 2016-10-07: its prices and volumes are real, who bought and who sold is made up: there are 1 bars, and 43 are needed: trend-and-volume/1 looks at 42, and acts in the next",
        "BTC-USD --recording=no-such-file | cannot read no-such-file: no-such-file",
        "BTC-USD --database-url=jdbc:postgresql://127.0.0.1:1/x --database-user=x | cannot read jdbc:postgresql://127.0.0.1:1/x: "
      })
  void whatIsNotThereIsSaidInOneLine(String flags, String message) {
    assertThat(run(flags.split(" "))).isEqualTo(ExitCode.FAILED);

    assertThat(err.toString()).contains(message);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(out.toString()).isEmpty();
  }

  private int run(String... arguments) {
    CommandLine line = ServiceCommand.commandLine(new PipelineCommand(), Map.of());
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    List<String> all = new ArrayList<>(List.of("backtest", "--state=" + state));
    all.addAll(List.of(arguments));
    return line.execute(all.toArray(String[]::new));
  }
}
