package io.finsolutions.pipeline.local;

import io.finsolutions.pipeline.service.ServiceCommand;
import picocli.CommandLine.Command;

/** What the script {@code ./pipeline} runs: a command for each thing to do. */
@Command(
    name = "./pipeline",
    mixinStandardHelpOptions = true,
    description = "Runs the pipeline on this machine, and looks at the exchange.",
    subcommands = {
      LocalCommand.class,
      ChaosCommand.class,
      PairsCommand.class,
      CheckFeedCommand.class,
      BackfillCommand.class,
      BacktestCommand.class
    })
public final class PipelineCommand {
  // The stand-in exchange, whose recordings are on the class path, has a logback.xml of its own.
  private static final String LOGGING = "io/finsolutions/pipeline/local/local-logback.xml";

  /** Made by {@link #main} and by tests of the command line. */
  public PipelineCommand() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.setProperty("logback.configurationFile", LOGGING);
    System.exit(
        ServiceCommand.commandLine(new PipelineCommand(), System.getenv()).execute(arguments));
  }
}
