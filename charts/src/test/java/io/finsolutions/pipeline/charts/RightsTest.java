package io.finsolutions.pipeline.charts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RightsTest {
  private static final Set<String> ROLES = Set.of("ClusterRole", "Role");

  @Test
  void theRulesAreTheSameInOneNamespaceAndInAll() {
    List<Manifest> namespaced = operatorRoles("namespaced");

    assertThat(namespaced)
        .extracting(role -> role.tree().at("/metadata/namespace").asText())
        .containsExactly("research", "trading");
    assertThat(namespaced)
        .extracting(RightsTest::rules)
        .containsOnly(rules(operatorRoles("defaults").get(0)));
  }

  @Test
  void anOperatorOfSomeNamespacesHasNoRightsInTheWholeCluster() {
    assertThat(GoldenCases.manifests("namespaced"))
        .extracting(Manifest::kind)
        .doesNotContain("ClusterRoleBinding");
  }

  @Test
  void noRoleHasAWildcard() {
    for (Manifest role : roles("everything")) {
      assertThat(rules(role).findValuesAsText("verbs")).doesNotContain("*");
      assertThat(rules(role).toString()).as("%s", role).doesNotContain("\"*\"");
    }
  }

  @Test
  void theOperatorMayBindNothingButTheDriversRole() {
    assertThat(rules(operatorRoles("defaults").get(0)))
        .filteredOn(rule -> rule.path("verbs").toString().contains("bind"))
        .extracting(rule -> rule.path("resourceNames").toString())
        .containsExactly("[\"cryptopipeline-spark-driver\"]");
    assertThat(roles("defaults"))
        .extracting(Manifest::name)
        .contains("cryptopipeline-spark-driver");
  }

  @Test
  void theConsoleMaySeePairsAndNothingElse() {
    String rules =
        "[{\"apiGroups\":[\"finsolutions.io\"],\"resources\":[\"cryptopipelines\"],"
            + "\"verbs\":[\"list\",\"watch\"]}]";

    assertThat(consoleRoles("defaults"))
        .extracting(role -> role.kind() + " " + rules(role))
        .containsExactly("ClusterRole " + rules);
    assertThat(consoleRoles("namespaced"))
        .extracting(role -> role.kind() + " " + rules(role))
        .containsExactly("Role " + rules, "Role " + rules);
  }

  @Test
  void theOperatorKnowsWhoTheConsoleIs() {
    assertThat(consoleAccountInOperator("defaults")).isEqualTo("pipelines/cryptopipeline-console");
    assertThat(consoleAccountInOperator("without-lease")).isEmpty();
  }

  @Test
  void theLeaseIsKeptInTheOperatorsOwnNamespace() {
    assertThat(roles("namespaced"))
        .filteredOn(role -> rules(role).toString().contains("leases"))
        .extracting(role -> role.kind() + " in " + role.tree().at("/metadata/namespace").asText())
        .containsExactly("Role in pipelines");
  }

  private static List<Manifest> consoleRoles(String goldenCase) {
    return roles(goldenCase).stream()
        .filter(role -> role.name().equals("cryptopipeline-console"))
        .toList();
  }

  private static String consoleAccountInOperator(String goldenCase) {
    for (Manifest manifest : GoldenCases.manifests(goldenCase)) {
      for (JsonNode variable : manifest.tree().at("/spec/template/spec/containers/0/env")) {
        if (variable.path("name").asText().equals("PIPELINE_CONSOLE_SERVICE_ACCOUNT")) {
          return variable.path("value").asText();
        }
      }
    }
    return "";
  }

  private static List<Manifest> operatorRoles(String goldenCase) {
    return roles(goldenCase).stream()
        .filter(role -> role.name().equals("cryptopipeline-operator"))
        .toList();
  }

  private static List<Manifest> roles(String goldenCase) {
    return GoldenCases.manifests(goldenCase).stream()
        .filter(manifest -> ROLES.contains(manifest.kind()))
        .toList();
  }

  private static JsonNode rules(Manifest role) {
    return role.tree().path("rules");
  }
}
