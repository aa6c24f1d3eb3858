package io.finsolutions.pipeline.service;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** What a command printed, and the exit code it ended with. */
record CommandRun(int exitCode, String out, String err) {
  static CommandRun of(
      Callable<Integer> command, Map<String, String> environment, String... arguments) {
    return of(ServiceCommand.commandLine(command, environment), arguments);
  }

  static CommandRun of(CommandLine commandLine, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    commandLine.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int exitCode = commandLine.execute(arguments);
    return new CommandRun(exitCode, out.toString(), err.toString());
  }

  List<String> errorLines() {
    return err.lines().toList();
  }
}
