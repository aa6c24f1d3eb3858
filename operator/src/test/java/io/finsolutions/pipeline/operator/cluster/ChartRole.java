package io.finsolutions.pipeline.operator.cluster;

import com.marcnuri.helm.Helm;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Who the chart lets the operator be, on a cluster, with exactly the rights that it gives. */
final class ChartRole implements AutoCloseable {
  private static final Path CHART = Path.of("../charts/cryptopipeline");
  private static final String RELEASE = "rights";
  private static final List<Class<? extends HasMetadata>> KINDS =
      List.of(
          ServiceAccount.class,
          ClusterRole.class,
          ClusterRoleBinding.class,
          Role.class,
          RoleBinding.class);

  private final KubernetesClient admin;
  private final String namespace;
  private final List<HasMetadata> made;

  /** Makes what the chart has of accounts, roles and bindings. */
  ChartRole(KubernetesClient admin, String namespace) {
    this.admin = admin;
    this.namespace = namespace;
    String rendered =
        new Helm(CHART)
            .template()
            .withName(RELEASE)
            .withNamespace(namespace)
            .withKubeVersion("1.34.0")
            .skipCrds()
            .call();
    made =
        admin
            .load(new ByteArrayInputStream(rendered.getBytes(StandardCharsets.UTF_8)))
            .items()
            .stream()
            .filter(one -> KINDS.stream().anyMatch(kind -> kind.isInstance(one)))
            .toList();
    made.forEach(one -> admin.resource(one).forceConflicts().serverSideApply());
  }

  /** How the operator reaches the API server, as itself. */
  Config config() {
    String account =
        made.stream()
            .filter(ServiceAccount.class::isInstance)
            .map(one -> one.getMetadata().getName())
            .filter(name -> name.endsWith("-operator"))
            .findFirst()
            .orElseThrow();
    String token =
        admin
            .serviceAccounts()
            .inNamespace(namespace)
            .withName(account)
            .tokenRequest(
                new TokenRequestBuilder()
                    .withNewSpec()
                    .withExpirationSeconds(3_600L)
                    .endSpec()
                    .build())
            .getStatus()
            .getToken();
    Config config = admin.getConfiguration();
    return new ConfigBuilder(Config.empty())
        .withMasterUrl(config.getMasterUrl())
        .withCaCertData(config.getCaCertData())
        .withCaCertFile(config.getCaCertFile())
        .withOauthToken(token)
        .build();
  }

  /** The role of drivers that start executors. */
  String driverRole() {
    return made.stream()
        .filter(ClusterRole.class::isInstance)
        .map(role -> role.getMetadata().getName())
        .filter(name -> name.endsWith("-spark-driver"))
        .findFirst()
        .orElseThrow();
  }

  /** Each right that the operator has, as {@code verb group/resource}. */
  Set<String> rights() {
    Set<String> rights = new TreeSet<>();
    made.stream()
        .filter(ClusterRole.class::isInstance)
        .map(ClusterRole.class::cast)
        .filter(role -> role.getMetadata().getName().endsWith("-operator"))
        .forEach(role -> role.getRules().forEach(rule -> add(rights, rule)));
    made.stream()
        .filter(Role.class::isInstance)
        .map(Role.class::cast)
        .forEach(role -> role.getRules().forEach(rule -> add(rights, rule)));
    return rights;
  }

  private static void add(Set<String> rights, PolicyRule rule) {
    for (String group : rule.getApiGroups()) {
      for (String resource : rule.getResources()) {
        rule.getVerbs().forEach(verb -> rights.add(right(verb, group, resource)));
      }
    }
  }

  static String right(String verb, String group, String resource) {
    return verb + " " + group + "/" + resource;
  }

  @Override
  public void close() {
    made.forEach(one -> admin.resource(one).delete());
  }
}
