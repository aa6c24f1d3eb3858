package io.finsolutions.pipeline.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.market.TradingPair;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Whatever somebody writes: the command runs, or says what is wrong, and never breaks. */
class ServiceCommandPropertyTest {
  private enum Speed {
    FAST,
    SLOW
  }

  @Command(name = "service", mixinStandardHelpOptions = true, version = "service 1")
  private static final class Service implements Callable<Integer> {
    @Option(names = "--trading-pair")
    TradingPair tradingPair;

    @Option(names = "--settle-time")
    Duration settleTime;

    @Option(names = "--port")
    int port;

    @Option(names = "--speed")
    Speed speed;

    @Option(names = "--url")
    URI url;

    @Option(names = "--rates", split = ",")
    List<Integer> rates;

    @Option(names = "--fresh")
    boolean fresh;

    @Parameters(arity = "0..1")
    String name;

    boolean called;

    @Override
    public Integer call() {
      called = true;
      return ExitCode.OK;
    }
  }

  @Provide
  Arbitrary<String> words() {
    Arbitrary<String> flags =
        Arbitraries.of(
            "--trading-pair",
            "--settle-time",
            "--port",
            "--speed",
            "--url",
            "--rates",
            "--fresh",
            "--frosh",
            "--help",
            "--",
            "-");
    Arbitrary<String> values = values();
    return Arbitraries.oneOf(
        flags, values, Combinators.combine(flags, values).as((flag, value) -> flag + "=" + value));
  }

  @Provide
  Arbitrary<Map<String, String>> environments() {
    return Arbitraries.maps(
            Arbitraries.of(
                "PIPELINE_TRADING_PAIR",
                "PIPELINE_SETTLE_TIME",
                "PIPELINE_PORT",
                "PIPELINE_FRESH",
                "PIPELINE_RATES",
                "PIPELINE_NOTHING",
                "HOME"),
            values())
        .ofMaxSize(3);
  }

  @Property(tries = 1_000)
  void anyWordsAreRunOrRefusedInWords(
      @ForAll("environments") Map<String, String> environment,
      @ForAll List<@From("words") String> words) {
    Service service = new Service();

    CommandRun run = CommandRun.of(service, environment, words.toArray(String[]::new));

    assertThat(run.exitCode()).isIn(ExitCode.OK, ExitCode.USAGE);
    if (run.exitCode() == ExitCode.OK) {
      assertThat(service.called || !run.out().isBlank()).isTrue();
      assertThat(run.err()).isEmpty();
    } else {
      assertThat(service.called).isFalse();
      assertThat(run.err()).startsWith("service: ").doesNotContain("unexpectedly");
      assertThat(run.errorLines()).last().isEqualTo("Try 'service --help'.");
    }
  }

  @Property
  void aFlagThatDoesNotExistIsNeverPassedOver(@ForAll List<@From("words") String> words) {
    String[] arguments = Stream.concat(Stream.of("--frosh"), words.stream()).toArray(String[]::new);

    CommandRun run = CommandRun.of(new Service(), Map.of(), arguments);

    boolean askedForHelp = !run.out().isBlank();
    if (!askedForHelp) {
      assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(run.err()).contains("--frosh");
    }
  }

  private static Arbitrary<String> values() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            "",
            " ",
            "BTC-USD",
            "30s",
            "99999999999d",
            "-1s",
            "8080",
            "-1",
            "1e9",
            "NaN",
            "fast",
            "true",
            "1,2,,x",
            "@/etc/hostname",
            "${sys:user.home}",
            "%s%n",
            "back\\slash",
            "http://[",
            "\u0000",
            "\ud83d\ude00",
            "9".repeat(10_000)),
        Arbitraries.strings().ofMaxLength(20));
  }
}
