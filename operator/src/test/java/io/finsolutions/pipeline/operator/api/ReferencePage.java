package io.finsolutions.pipeline.operator.api;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.finsolutions.pipeline.operator.status.ConditionType;
import io.finsolutions.pipeline.operator.status.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page that tells people all that they can write in a CryptoPipeline, and what it answers. */
final class ReferencePage {
  private static final Path SMALLEST = Path.of("src/test/resources/valid/valid-smallest.yaml");

  private ReferencePage() {}

  /** The text of the page. */
  static String of(CustomResourceDefinition definition) {
    JSONSchemaProps schema = ResourceDefinition.schemaOf(definition);
    return opening(schema) + fields(schema) + columns(definition) + answers();
  }

  private static String opening(JSONSchemaProps schema) {
    return """
        # CryptoPipeline

        <!-- Generated from the records of operator/. Change those, then write it anew by
        %s -->

        %s

        API version `%s/%s`, short name `cpl`. The smallest one that is of use:

        ```yaml
        %s```

        What is left out has the default that stands below, and comes back filled in. What is wrong is refused when it
        is applied, in words that say what to write instead. So is a field that is not there, by its name: `kubectl`
        checks names; other clients have to ask for it (`fieldValidation=Strict`).

        """
        .formatted(
            GeneratedFile.COMMAND,
            schema.getDescription(),
            CryptoPipeline.GROUP,
            CryptoPipeline.VERSION,
            smallest());
  }

  private static String fields(JSONSchemaProps schema) {
    StringBuilder page = new StringBuilder();
    page.append("## What you write\n\n");
    page.append("The name has a rule of its own: ");
    page.append(schema.getXKubernetesValidations().get(0).getMessage()).append(".\n\n");
    page.append(
        """
        | annotation | what it does |
        |---|---|
        | `finsolutions.io/paused: "true"` | The operator leaves the pair alone until the annotation is taken away: what runs goes on, and nothing is made, changed or healed. |

        """);
    page.append(new FieldTables("spec", schema.getProperties().get("spec")).text());
    page.append("## What it answers\n\n");
    page.append(new FieldTables("status", schema.getProperties().get("status")).text());
    return page.toString();
  }

  private static String columns(CustomResourceDefinition definition) {
    var columns = ResourceDefinition.versionOf(definition).getAdditionalPrinterColumns();
    return "### Columns\n\n`kubectl get cpl` shows %s; with `-o wide` also %s.\n\n"
        .formatted(
            names(columns.stream().filter(column -> column.getPriority() == null)),
            names(columns.stream().filter(column -> column.getPriority() != null)));
  }

  private static String names(Stream<CustomResourceColumnDefinition> columns) {
    return columns
        .map(column -> "%s (`%s`)".formatted(column.getName(), column.getJsonPath()))
        .collect(Collectors.joining(", "));
  }

  private static String answers() {
    return words("Phases", "phase", EnumWords.of(Phase.class, EnumWords::written))
        + words("Conditions", "type", EnumWords.of(ConditionType.class, ConditionType::id))
        + words(
            "Reasons of conditions and events", "reason", EnumWords.of(Reason.class, Reason::id));
  }

  private static String words(String title, String what, Map<String, String> meanings) {
    StringBuilder table = new StringBuilder();
    table.append("### ").append(title).append("\n\n| ").append(what).append(" | what it means |\n");
    table.append("|---|---|\n");
    meanings.forEach(
        (word, meaning) ->
            table.append("| `").append(word).append("` | ").append(meaning).append(" |\n"));
    return table.append('\n').toString();
  }

  private static String smallest() {
    try {
      return Files.readString(SMALLEST);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
