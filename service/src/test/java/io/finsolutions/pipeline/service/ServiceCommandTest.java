package io.finsolutions.pipeline.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.market.TradingPair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

class ServiceCommandTest {
  private enum Speed {
    FAST,
    SLOW
  }

  private static class Settings {
    @Option(names = "--trading-pair", required = true)
    TradingPair tradingPair;

    @Option(names = "--kafka-bootstrap-servers", required = true)
    String kafkaBootstrapServers;

    @Option(names = "--settle-time")
    Duration settleTime = Duration.ofMinutes(2);

    @Option(names = "--management-port")
    int managementPort = 8080;

    @Option(names = "--speed")
    Speed speed = Speed.SLOW;

    @Option(names = "--fresh")
    boolean fresh;

    @Option(names = "--database-password")
    String databasePassword;
  }

  @Command(name = "service", mixinStandardHelpOptions = true, version = "1")
  private static final class Service extends Settings implements Callable<Integer> {
    boolean called;

    @Override
    public Integer call() {
      called = true;
      return ExitCode.OK;
    }
  }

  @Command(name = "tool", mixinStandardHelpOptions = true, subcommands = Tool.Run.class)
  private static final class Tool implements Callable<Integer> {
    @Option(names = "--log-format")
    String logFormat;

    Run latestRun;

    @Override
    public Integer call() {
      throw new UsageException("write a subcommand: run");
    }

    @Command(name = "run", aliases = "go", mixinStandardHelpOptions = true)
    static final class Run extends Settings implements Callable<Integer> {
      @ParentCommand Tool tool;

      @Override
      public Integer call() {
        tool.latestRun = this;
        return ExitCode.OK;
      }
    }
  }

  private static final Map<String, String> ENOUGH =
      Map.of(
          "PIPELINE_TRADING_PAIR", "BTC-USD",
          "PIPELINE_KAFKA_BOOTSTRAP_SERVERS", "localhost:9092",
          "HOME", "/home/somebody");

  private final Service service = new Service();

  @Test
  void aSettingComesFromTheEnvironmentWhereNoFlagIsGiven() {
    CommandRun run = CommandRun.of(service, with("PIPELINE_SETTLE_TIME", "30s"));

    assertThat(run).isEqualTo(new CommandRun(ExitCode.OK, "", ""));
    assertThat(service.tradingPair).isEqualTo(TradingPair.parse("BTC-USD"));
    assertThat(service.kafkaBootstrapServers).isEqualTo("localhost:9092");
    assertThat(service.settleTime).isEqualTo(Duration.ofSeconds(30));
    assertThat(service.managementPort).isEqualTo(8080);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--settle-time=45s", "--settle-time 45s"})
  void aFlagWinsOverTheEnvironment(String flag) {
    CommandRun run = CommandRun.of(service, with("PIPELINE_SETTLE_TIME", "30s"), flag.split(" "));

    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(service.settleTime).isEqualTo(Duration.ofSeconds(45));
  }

  @Test
  void aFlagWinsOverAnEnvironmentThatCannotBeRead() {
    CommandRun run =
        CommandRun.of(service, with("PIPELINE_SETTLE_TIME", "soon"), "--settle-time", "45s");

    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(service.settleTime).isEqualTo(Duration.ofSeconds(45));
  }

  @ParameterizedTest
  @CsvSource({
    ",      '',            false",
    ",      --fresh,       true",
    "true,  '',            true",
    "false, '',            false",
    "true,  --fresh,       true",
    "false, --fresh,       true",
    "true,  --fresh=false, false",
  })
  void aSwitchIsOnWhereItIsGivenAndElseWhatTheEnvironmentSays(
      String variable, String flag, boolean fresh) {
    Map<String, String> environment = variable == null ? ENOUGH : with("PIPELINE_FRESH", variable);
    CommandRun run =
        CommandRun.of(service, environment, flag.isEmpty() ? new String[0] : flag.split(" "));

    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(service.fresh).isEqualTo(fresh);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${env:HOME}",
        "${sys:user.home}",
        "a=b c",
        "\"q\"",
        "'",
        "@file",
        "--x",
        "$$",
        ""
      })
  void aPasswordIsTakenAsItStands(String password) {
    CommandRun.of(service, with("PIPELINE_DATABASE_PASSWORD", password));
    assertThat(service.databasePassword).isEqualTo(password);

    Service other = new Service();
    CommandRun.of(other, ENOUGH, "--database-password=" + password);
    assertThat(other.databasePassword).isEqualTo(password);
  }

  @Test
  void aValueIsNotReadFromAFileThatHasItsName(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("password"), "--fresh");
    CommandRun.of(service, ENOUGH, "--database-password", "@" + file);

    assertThat(service.databasePassword).isEqualTo("@" + file);
    assertThat(service.fresh).isFalse();
  }

  @Test
  void namesOfAnEnumMayBeWrittenSmall() {
    CommandRun.of(service, ENOUGH, "--speed", "fast");

    assertThat(service.speed).isEqualTo(Speed.FAST);
  }

  @Test
  void aMissingSettingNamesItsFlagAndItsVariable() {
    CommandRun run = CommandRun.of(service, Map.of());

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.errorLines())
        .containsExactly(
            "service: Missing required option: '--trading-pair' (or set PIPELINE_TRADING_PAIR)",
            "service: Missing required option: '--kafka-bootstrap-servers'"
                + " (or set PIPELINE_KAFKA_BOOTSTRAP_SERVERS)",
            "Try 'service --help'.");
    assertThat(service.called).isFalse();
  }

  @Test
  void allProblemsArePrintedAtOnce() {
    CommandRun run =
        CommandRun.of(
            service,
            Map.of(
                "PIPELINE_TRADING_PAIR", "bitcoin",
                "PIPELINE_SETTLE_TIME", "5",
                "PIPELINE_SETTLE_TIMES", "5s",
                "PIPELINE_MODE", "live"),
            "--management-port",
            "high",
            "--speed=ludicrous",
            "--frehs",
            "more");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.errorLines())
        .anySatisfy(line -> assertThat(line).contains("bitcoin", "(from PIPELINE_TRADING_PAIR)"))
        .anySatisfy(line -> assertThat(line).contains("'5'", "(from PIPELINE_SETTLE_TIME)"))
        .anySatisfy(line -> assertThat(line).contains("--management-port", "high"))
        .anySatisfy(line -> assertThat(line).contains("--speed", "ludicrous", "FAST, SLOW"))
        .anySatisfy(line -> assertThat(line).contains("Missing", "--kafka-bootstrap-servers"))
        .anySatisfy(line -> assertThat(line).contains("--frehs", "more"))
        .anySatisfy(line -> assertThat(line).contains("PIPELINE_SETTLE_TIMES is set"))
        .anySatisfy(line -> assertThat(line).contains("PIPELINE_MODE is set"))
        .hasSize(9)
        .endsWith("Try 'service --help'.");
    assertThat(service.called).isFalse();
  }

  @Test
  void aSettingOfTheEnvironmentIsNotMissingBecauseAnotherIsBad() {
    CommandRun run = CommandRun.of(service, ENOUGH, "--management-port", "high");

    assertThat(run.errorLines())
        .containsExactly(
            "service: Invalid value for option '--management-port': 'high' is not an int",
            "Try 'service --help'.");
  }

  @Test
  void anUnknownVariableSaysWhichThereAre() {
    CommandRun run = CommandRun.of(service, with("PIPELINE_TRADINGPAIR", "BTC-USD"));

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.errorLines().get(0))
        .startsWith("service: PIPELINE_TRADINGPAIR is set, but there is no such setting")
        .contains("PIPELINE_TRADING_PAIR", "PIPELINE_SETTLE_TIME")
        .doesNotContain("PIPELINE_HELP", "PIPELINE_VERSION");
    assertThat(service.called).isFalse();
  }

  @Test
  void aSecretIsNotPrintedWhenAnotherSettingIsBad() {
    CommandRun run =
        CommandRun.of(
            service,
            with("PIPELINE_DATABASE_PASSWORD", "hunter2"),
            "--management-port",
            "--speed",
            "x");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).isNotEmpty().doesNotContain("hunter2");
    assertThat(
            CommandRun.of(service, with("PIPELINE_DATABASE_PASSWORD", "hunter2"), "--help").out())
        .doesNotContain("hunter2");
  }

  @Test
  void aFlagWithoutItsValueIsNamed() {
    CommandRun run = CommandRun.of(service, with("PIPELINE_SETTLE_TIME", "5s"), "--settle-time");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("Missing required parameter for option '--settle-time'");
  }

  @ParameterizedTest
  @CsvSource({
    "250ms, PT0.25S",
    "30s, PT30S",
    "15m, PT15M",
    "24h, PT24H",
    "7d, PT168H",
    "0s, PT0S",
  })
  void aDurationIsANumberAndAUnit(String text, Duration duration) {
    CommandRun.of(service, ENOUGH, "--settle-time", text);

    assertThat(service.settleTime).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "5",
        "s",
        "-5s",
        "1.5s",
        "5 s",
        "5S",
        "5min",
        "PT5S",
        "1h30m",
        "٣s",
        "9999999999s"
      })
  void anyOtherFormOfADurationIsRefused(String text) {
    CommandRun run = CommandRun.of(service, ENOUGH, "--settle-time=" + text);

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err())
        .contains(
            "'" + text + "' is not a length of time: write a whole number and ms, s, m, h or d");
  }

  @Test
  void helpIsPrintedEvenIfNothingElseIsRight() {
    CommandRun run = CommandRun.of(service, Map.of("PIPELINE_WRONG", "1"), "--help");

    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).startsWith("Usage: service");
    assertThat(run.err()).isEmpty();
    assertThat(service.called).isFalse();
  }

  @Test
  void versionIsPrinted() {
    assertThat(CommandRun.of(service, Map.of(), "--version"))
        .isEqualTo(new CommandRun(ExitCode.OK, "1" + System.lineSeparator(), ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "go"})
  void aSubcommandTakesItsSettingsFromFlagsAndEnvironmentToo(String name) {
    Tool tool = new Tool();
    CommandRun run =
        CommandRun.of(tool, with("PIPELINE_LOG_FORMAT", "json"), name, "--settle-time", "1s");

    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(tool.logFormat).isEqualTo("json");
    assertThat(tool.latestRun.tradingPair).isEqualTo(TradingPair.parse("BTC-USD"));
    assertThat(tool.latestRun.settleTime).isEqualTo(Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--log-format run run", "--log-format=run run"})
  void aValueThatIsTheNameOfASubcommandIsAValue(String arguments) {
    Tool tool = new Tool();
    CommandRun run = CommandRun.of(tool, ENOUGH, arguments.split(" "));

    assertThat(run.err()).isEmpty();
    assertThat(tool.logFormat).isEqualTo("run");
    assertThat(tool.latestRun.kafkaBootstrapServers).isEqualTo("localhost:9092");
  }

  @Test
  void allProblemsOfASubcommandArePrintedAtOnce() {
    CommandRun run =
        CommandRun.of(
            new Tool(),
            Map.of("PIPELINE_SPEED", "ludicrous", "PIPELINE_MODE", "live"),
            "--colour",
            "run",
            "--trading-pair",
            "bitcoin",
            "--settle-time",
            "5");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.errorLines())
        .anySatisfy(line -> assertThat(line).contains("--colour"))
        .anySatisfy(line -> assertThat(line).contains("--trading-pair", "bitcoin"))
        .anySatisfy(line -> assertThat(line).contains("--settle-time", "'5'"))
        .anySatisfy(line -> assertThat(line).contains("ludicrous", "(from PIPELINE_SPEED)"))
        .anySatisfy(line -> assertThat(line).contains("Missing", "--kafka-bootstrap-servers"))
        .anySatisfy(line -> assertThat(line).contains("PIPELINE_MODE is set"))
        .hasSize(7)
        .endsWith("Try 'tool run --help'.");
  }

  @Test
  void aSubcommandThatIsAddedLaterIsTreatedAlike() {
    @Command(name = "root")
    class Root implements Callable<Integer> {
      @Override
      public Integer call() {
        return ExitCode.OK;
      }
    }
    CommandRun run =
        CommandRun.of(
            ServiceCommand.commandLine(new Root(), Map.of()).addSubcommand("added", service),
            "added",
            "--trading-pair",
            "bitcoin",
            "--settle-time",
            "5");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.errorLines())
        .anySatisfy(line -> assertThat(line).contains("bitcoin"))
        .anySatisfy(line -> assertThat(line).contains("'5'"))
        .anySatisfy(line -> assertThat(line).contains("Missing", "--kafka-bootstrap-servers"));
  }

  @Test
  void helpOfASubcommandIsPrinted() {
    CommandRun run = CommandRun.of(new Tool(), Map.of(), "run", "--help");

    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).startsWith("Usage: tool run");
  }

  @Test
  void anUnknownSubcommandIsNamed() {
    CommandRun run = CommandRun.of(new Tool(), Map.of(), "walk");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("'walk'");
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new UsageException("BTC-USDC is an alias: write BTC-USD"), ExitCode.USAGE),
        Arguments.of(new FailedException("the broker does not answer"), ExitCode.FAILED),
        Arguments.of(
            new FailedException("the broker does not answer", new IOException("refused")),
            ExitCode.FAILED));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void anExpectedFailureIsOneLine(RuntimeException failure, int exitCode) {
    assertThat(CommandRun.of(new Failing(failure), Map.of()))
        .isEqualTo(
            new CommandRun(
                exitCode, "", "failing: " + failure.getMessage() + System.lineSeparator()));
  }

  @Test
  void anUnexpectedFailureIsAFailureToo() {
    CommandRun run = CommandRun.of(new Failing(new IllegalStateException("odd")), Map.of());

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).startsWith("failing: failed unexpectedly: ").contains("odd");
  }

  @Test
  void theExitCodeOfTheCommandIsHandedOn() {
    @Command(name = "counting")
    class Counting implements Callable<Integer> {
      @Override
      public Integer call() {
        return 7;
      }
    }

    assertThat(ServiceCommand.execute(new Counting(), Map.of())).isEqualTo(7);
  }

  @Command(name = "failing")
  private record Failing(Exception failure) implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
      throw failure;
    }
  }

  private static Map<String, String> with(String variable, String value) {
    Map<String, String> environment = new HashMap<>(ENOUGH);
    environment.put(variable, value);
    return environment;
  }
}
