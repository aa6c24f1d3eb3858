package io.finsolutions.pipeline.service;

import io.finsolutions.pipeline.market.TradingPair;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Runs a picocli command whose settings come from flags or, where a flag is not given, from the
 * environment: {@code --kafka-bootstrap-servers} is also {@code PIPELINE_KAFKA_BOOTSTRAP_SERVERS}.
 *
 * <p>All problems with the settings are printed at once, among them variables that begin with
 * {@code PIPELINE_} but name no setting, since somebody believes to have set something there. Exit
 * codes are those of {@link ExitCode}.
 */
public final class ServiceCommand {
  /** What the name of every environment variable of the pipeline begins with. */
  public static final String ENVIRONMENT_PREFIX = "PIPELINE_";

  private static final Logger LOG = LoggerFactory.getLogger(ServiceCommand.class);

  private ServiceCommand() {}

  /**
   * Runs a command to its end.
   *
   * @param command an object with picocli's annotations
   * @param environment the environment variables, usually {@link System#getenv()}
   * @param arguments the arguments of the command line
   * @return the exit code
   */
  public static int execute(
      Callable<Integer> command, Map<String, String> environment, String... arguments) {
    return commandLine(command, environment).execute(arguments);
  }

  /** The command line that {@link #execute} runs, for commands that add subcommands to it. */
  public static CommandLine commandLine(Object command, Map<String, String> environment) {
    return new ServiceLine(command, new EnvironmentSettings(environment));
  }

  private static int printProblems(CommandLine commandLine, List<String> problems) {
    PrintWriter err = commandLine.getErr();
    String name = commandLine.getCommandSpec().qualifiedName();
    problems.stream().distinct().forEach(problem -> err.println(name + ": " + problem));
    err.println("Try '" + name + " --help'.");
    err.flush();
    return ExitCode.USAGE;
  }

  private static int printFailure(Exception failure, CommandLine commandLine) {
    String name = commandLine.getCommandSpec().qualifiedName();
    if (failure instanceof UsageException || failure instanceof FailedException) {
      LOG.debug("failed", failure);
      commandLine.getErr().println(name + ": " + failure.getMessage());
    } else {
      LOG.error("failed unexpectedly", failure);
      commandLine.getErr().println(name + ": failed unexpectedly: " + failure);
    }
    commandLine.getErr().flush();
    return failure instanceof UsageException ? ExitCode.USAGE : ExitCode.FAILED;
  }

  private static final class ServiceLine extends CommandLine {
    private final EnvironmentSettings environment;
    private List<String> arguments = List.of();

    ServiceLine(Object command, EnvironmentSettings environment) {
      super(command);
      this.environment = environment;
    }

    @Override
    public ParseResult parseArgs(String... arguments) {
      configure();
      this.arguments = List.of(arguments);
      return super.parseArgs(environment.complete(this, this.arguments));
    }

    // Done as late as here, since a setting reaches the subcommands that are there when it is made.
    private void configure() {
      registerConverter(Duration.class, new DurationConverter());
      registerConverter(TradingPair.class, new TradingPairConverter());
      setCaseInsensitiveEnumValuesAllowed(true);
      setExpandAtFiles(false);
      setAllowSubcommandsAsOptionParameters(true);
      collectErrors(this);
      setExecutionStrategy(this::executeIfSound);
      setParameterExceptionHandler(
          (e, args) -> printProblems(e.getCommandLine(), List.of(e.getMessage())));
      setExecutionExceptionHandler((e, line, result) -> printFailure(e, line));
    }

    private static void collectErrors(CommandLine line) {
      line.getCommandSpec().parser().collectErrors(true);
      line.getSubcommands().values().forEach(ServiceLine::collectErrors);
    }

    private int executeIfSound(ParseResult result) {
      Integer helpExitCode = executeHelpRequest(result);
      if (helpExitCode != null) {
        return helpExitCode;
      }
      List<String> problems = new ArrayList<>();
      ParseResult deepest = result;
      deepest.errors().stream().flatMap(this::describe).forEach(problems::add);
      while (deepest.hasSubcommand()) {
        deepest = deepest.subcommand();
        deepest.errors().stream().flatMap(this::describe).forEach(problems::add);
      }
      problems.addAll(environment.unknownVariables(getCommandSpec()));
      if (!problems.isEmpty()) {
        return printProblems(deepest.commandSpec().commandLine(), problems);
      }
      return new RunLast().execute(result);
    }

    private Stream<String> describe(Exception error) {
      if (error instanceof MissingParameterException missing
          && missing.getMissing().stream().noneMatch(this::isGiven)) {
        return missing.getMissing().stream().map(ServiceLine::describeMissing);
      }
      if (error instanceof ParameterException parameter
          && parameter.getArgSpec() instanceof OptionSpec option
          && environment.has(option)
          && !isGiven(option)) {
        return Stream.of(
            error.getMessage() + " (from " + EnvironmentSettings.variableOf(option) + ")");
      }
      return Stream.of(error.getMessage());
    }

    private boolean isGiven(ArgSpec argument) {
      return argument instanceof OptionSpec option
          && EnvironmentSettings.isFlagGiven(option, arguments);
    }

    private static String describeMissing(ArgSpec argument) {
      if (argument instanceof OptionSpec option) {
        return "Missing required option: '"
            + option.longestName()
            + "' (or set "
            + EnvironmentSettings.variableOf(option)
            + ")";
      }
      return "Missing required parameter: '" + argument.paramLabel() + "'";
    }
  }
}
