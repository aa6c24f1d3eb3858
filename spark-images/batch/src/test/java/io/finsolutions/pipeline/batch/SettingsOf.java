package io.finsolutions.pipeline.batch;

import io.finsolutions.pipeline.service.ExitCode;
import io.finsolutions.pipeline.service.ServiceCommand;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The settings that a command line gives. */
@Command(name = "settings")
final class SettingsOf implements Callable<Integer> {
  @Mixin private BatchSettings settings;

  static BatchSettings arguments(String... arguments) {
    SettingsOf command = new SettingsOf();
    int exitCode = ServiceCommand.execute(command, Map.of(), arguments);
    if (exitCode != ExitCode.OK) {
      throw new IllegalArgumentException("bad settings: " + String.join(" ", arguments));
    }
    return command.settings;
  }

  @Override
  public Integer call() {
    return ExitCode.OK;
  }
}
