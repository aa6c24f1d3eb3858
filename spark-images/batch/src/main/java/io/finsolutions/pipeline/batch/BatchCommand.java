package io.finsolutions.pipeline.batch;

import io.finsolutions.pipeline.service.ServiceCommand;
import picocli.CommandLine.Command;

/** The batch layer as a process. */
@Command(
    name = "batch",
    mixinStandardHelpOptions = true,
    description = "Counts the trades of a pair again, all together, and makes rows final.",
    subcommands = {
      RunCommand.class,
      RecomputeCommand.class,
      RestoreCommand.class,
      BackfillCommand.class
    })
public final class BatchCommand {
  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(ServiceCommand.commandLine(new BatchCommand(), System.getenv()).execute(arguments));
  }
}
