package io.finsolutions.pipeline.store;

import io.finsolutions.pipeline.service.ExitCode;
import io.finsolutions.pipeline.service.ServiceCommand;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Brings the database of a pipeline to the newest version of its schema, and ends. */
@Command(
    name = "migrate",
    mixinStandardHelpOptions = true,
    description = "Brings the database of a pipeline to the newest version of its schema.")
public final class MigrateCommand implements Callable<Integer> {
  @Mixin private DatabaseSettings database;

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(ServiceCommand.execute(new MigrateCommand(), System.getenv(), arguments));
  }

  @Override
  public Integer call() {
    int applied = Schema.migrate(database);
    System.out.println(
        applied == 0
            ? "The schema is up to date."
            : "Applied " + applied + (applied == 1 ? " migration." : " migrations."));
    return ExitCode.OK;
  }
}
