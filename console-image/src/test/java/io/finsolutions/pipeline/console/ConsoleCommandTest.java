package io.finsolutions.pipeline.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.finsolutions.pipeline.service.ExitCode;
import io.finsolutions.pipeline.service.ServiceCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class ConsoleCommandTest {
  private static final Path CHART_CASES = Path.of("../charts/src/test/resources/golden");

  private final StringWriter errors = new StringWriter();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                        | say which pipelines to show",
        "--pipelines=x.yaml --kubernetes           | say which pipelines to show",
        "--pipelines=x.yaml --namespaces=a         | --namespaces are those of a cluster",
        "--kubernetes --namespaces=a,,b            | --namespaces has an empty name in it",
        "--pipelines=nowhere.yaml                  | nowhere.yaml",
        "--kubernetes --oidc-audience=console      | --oidc-issuer",
        "--kubernetes --access-tokens-file=nowhere | --access-tokens-file",
        "--kubernetes --trusted-proxy=ingress      | 'ingress' is no range of addresses",
      })
  void settingsThatCannotBeAreRefusedInWords(String flags, String message) {
    int code = run(flags.isEmpty() ? new String[0] : flags.split(" "));

    assertThat(code).isEqualTo(ExitCode.USAGE);
    assertThat(errors.toString()).contains(message);
  }

  @ParameterizedTest
  @MethodSource("chartCases")
  void theChartSetsNothingThatTheConsoleDoesNotKnow(Path folder) throws IOException {
    Set<String> known =
        new CommandLine(new ConsoleCommand())
            .getCommandSpec().options().stream()
                .map(option -> option.longestName().replaceFirst("^--", ""))
                .map(name -> "PIPELINE_" + name.replace('-', '_').toUpperCase(Locale.ROOT))
                .collect(Collectors.toSet());

    assertThat(known).containsAll(variables(folder));
  }

  @Test
  void theChartHasAConsole() throws IOException {
    assertThat(variables(CHART_CASES.resolve("defaults"))).contains("PIPELINE_KUBERNETES");
  }

  static List<Path> chartCases() throws IOException {
    try (Stream<Path> folders = Files.list(CHART_CASES)) {
      return folders.sorted().toList();
    }
  }

  private static Set<String> variables(Path folder) throws IOException {
    YAMLMapper yaml = new YAMLMapper();
    Set<String> names = new TreeSet<>();
    try (MappingIterator<JsonNode> manifests =
        yaml.readerFor(JsonNode.class).readValues(folder.resolve("expected.yaml").toFile())) {
      for (JsonNode manifest : manifests.readAll()) {
        JsonNode container = manifest.at("/spec/template/spec/containers/0");
        if (container.path("name").asText().equals("console")) {
          container.path("env").forEach(variable -> names.add(variable.path("name").asText()));
        }
      }
    }
    names.removeIf(name -> !name.startsWith("PIPELINE_"));
    return names;
  }

  private int run(String... flags) {
    return ServiceCommand.commandLine(new ConsoleCommand(), Map.of())
        .setErr(new PrintWriter(errors))
        .execute(flags);
  }
}
