package io.finsolutions.pipeline.service;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The settings in the environment. They are put on the command line as flags, since the parser then
 * treats them as it treats flags: every bad one is found, and none is taken for a pattern.
 *
 * @param variables the whole environment; what does not begin with the pipeline's prefix is ignored
 */
record EnvironmentSettings(Map<String, String> variables) {

  /** The environment variable that stands for an option. */
  static String variableOf(OptionSpec option) {
    String flag = option.longestName().replaceFirst("^--?", "");
    return ServiceCommand.ENVIRONMENT_PREFIX + flag.replace('-', '_').toUpperCase(Locale.ROOT);
  }

  /** Whether the arguments of a command line have a flag for the option. */
  static boolean isFlagGiven(OptionSpec option, List<String> arguments) {
    return Arrays.stream(option.names())
        .anyMatch(
            name ->
                arguments.stream()
                    .anyMatch(
                        argument -> argument.equals(name) || argument.startsWith(name + "=")));
  }

  /** Whether the environment has a value for the option. */
  boolean has(OptionSpec option) {
    return isSetting(option) && variables.containsKey(variableOf(option));
  }

  /**
   * The arguments with a flag for each setting of the environment that has none yet. A command's
   * flags stand at once behind its name.
   */
  String[] complete(CommandLine root, List<String> arguments) {
    List<String> completed = new ArrayList<>(flagsMissingFrom(arguments, root.getCommandSpec()));
    CommandLine command = root;
    boolean isValue = false;
    for (String argument : arguments) {
      completed.add(argument);
      CommandLine subcommand = isValue ? null : command.getSubcommands().get(argument);
      if (subcommand != null) {
        completed.addAll(flagsMissingFrom(arguments, subcommand.getCommandSpec()));
        command = subcommand;
      }
      OptionSpec option = command.getCommandSpec().optionsMap().get(argument);
      isValue = option != null && option.arity().min() > 0;
    }
    return completed.toArray(String[]::new);
  }

  /** One problem for each variable of the pipeline that is no setting of any of the commands. */
  List<String> unknownVariables(CommandSpec root) {
    Set<String> known = new TreeSet<>();
    collectVariables(root, known);
    return variables.keySet().stream()
        .filter(name -> name.startsWith(ServiceCommand.ENVIRONMENT_PREFIX) && !known.contains(name))
        .sorted()
        .map(name -> name + " is set, but there is no such setting; there are " + known)
        .toList();
  }

  private List<String> flagsMissingFrom(List<String> arguments, CommandSpec command) {
    return command.options().stream()
        .filter(option -> has(option) && !isFlagGiven(option, arguments))
        .map(option -> option.longestName() + "=" + variables.get(variableOf(option)))
        .toList();
  }

  private static void collectVariables(CommandSpec command, Set<String> known) {
    command.options().stream()
        .filter(EnvironmentSettings::isSetting)
        .forEach(option -> known.add(variableOf(option)));
    command.subcommands().values().forEach(line -> collectVariables(line.getCommandSpec(), known));
  }

  private static boolean isSetting(OptionSpec option) {
    return !option.usageHelp() && !option.versionHelp() && !option.inherited();
  }
}
