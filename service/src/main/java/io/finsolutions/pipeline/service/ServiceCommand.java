package io.finsolutions.pipeline.service;

import io.finsolutions.pipeline.market.TradingPair;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
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
    CommandLine commandLine = new CommandLine(command);
    commandLine.registerConverter(Duration.class, new DurationConverter());
    commandLine.registerConverter(TradingPair.class, new TradingPairConverter());
    commandLine.setDefaultValueProvider(new EnvironmentDefaults(environment));
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.getCommandSpec().parser().collectErrors(true);
    commandLine.setExecutionStrategy(result -> executeIfSound(result, environment));
    commandLine.setParameterExceptionHandler(
        (e, args) -> printProblems(e.getCommandLine(), List.of(e.getMessage())));
    commandLine.setExecutionExceptionHandler((e, line, result) -> printFailure(e, line));
    return commandLine;
  }

  /** The environment variable that stands for an option. */
  static String environmentName(OptionSpec option) {
    String flag = option.longestName().replaceFirst("^--?", "");
    return ENVIRONMENT_PREFIX + flag.replace('-', '_').toUpperCase(Locale.ROOT);
  }

  private static int executeIfSound(ParseResult result, Map<String, String> environment) {
    Integer helpExitCode = CommandLine.executeHelpRequest(result);
    if (helpExitCode != null) {
      return helpExitCode;
    }
    List<String> problems = new ArrayList<>();
    ParseResult deepest = result;
    while (true) {
      deepest.errors().forEach(error -> problems.add(describe(error)));
      if (!deepest.hasSubcommand()) {
        break;
      }
      deepest = deepest.subcommand();
    }
    problems.addAll(unknownVariables(result.commandSpec().root(), environment));
    if (!problems.isEmpty()) {
      return printProblems(deepest.commandSpec().commandLine(), problems);
    }
    return new CommandLine.RunLast().execute(result);
  }

  private static String describe(Exception error) {
    if (error instanceof ParameterException parameter
        && parameter.getArgSpec() instanceof OptionSpec option) {
      return error.getMessage() + " (or set " + environmentName(option) + ")";
    }
    return error.getMessage();
  }

  private static List<String> unknownVariables(CommandSpec root, Map<String, String> environment) {
    Set<String> known = new TreeSet<>();
    collectVariables(root, known);
    return environment.keySet().stream()
        .filter(name -> name.startsWith(ENVIRONMENT_PREFIX) && !known.contains(name))
        .sorted()
        .map(name -> name + " is set, but there is no such setting; there are " + known)
        .toList();
  }

  private static void collectVariables(CommandSpec command, Set<String> known) {
    command.options().stream()
        .filter(option -> !option.usageHelp() && !option.versionHelp())
        .forEach(option -> known.add(environmentName(option)));
    command.subcommands().values().forEach(line -> collectVariables(line.getCommandSpec(), known));
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

  /** Takes the value of an option that is not on the command line from the environment. */
  private record EnvironmentDefaults(Map<String, String> environment)
      implements IDefaultValueProvider {
    @Override
    public String defaultValue(ArgSpec argument) {
      return argument instanceof OptionSpec option && !option.usageHelp() && !option.versionHelp()
          ? environment.get(environmentName(option))
          : null;
    }
  }
}
