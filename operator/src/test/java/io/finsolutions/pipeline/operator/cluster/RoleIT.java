package io.finsolutions.pipeline.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.finsolutions.pipeline.harness.ApiRequest;
import io.finsolutions.pipeline.harness.Eventually;
import io.finsolutions.pipeline.harness.TestNamespace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RoleIT {
  /**
   * No requests of their own: the API server asks for the first when a RoleBinding is made, and for
   * the second, on some clusters, when something gets an owner; for the third the operator's SDK
   * looks before it takes part in the election.
   */
  private static final Set<String> ASKED_WITHIN_ANOTHER =
      Set.of(
          "bind rbac.authorization.k8s.io/clusterroles",
          "update finsolutions.io/cryptopipelines/finalizers",
          "update coordination.k8s.io/leases");

  private static final int CREATED = 201;

  @Test
  void theOperatorNeedsExactlyTheRightsThatTheChartGivesIt() throws Exception {
    KubernetesClient admin = Surrounding.preparedClient();
    try (TestNamespace home = TestNamespace.create(admin, "operator");
        ChartRole role = new ChartRole(admin, home.name());
        CorpusPairs pairs = new CorpusPairs(admin)) {
      List<ApiRequest> requests = new ArrayList<>();
      List<ApiRequest> forbidden = new ArrayList<>();
      try (TestOperator operator =
          TestOperator.startWithLease(role.config(), home.name(), role.driverRole())) {
        pairs.awaitSettled();
        pairs.changeEverything();
        pairs.awaitSettled();
        requests.addAll(operator.requests().requests());
        forbidden.addAll(operator.requests().forbidden());
      }
      try (TestOperator withoutConsole =
          TestOperator.of(role.config())
              .lease(home.name(), null)
              .driverRole(role.driverRole())
              .withoutConsole()
              .start()) {
        awaitNobodyLetIn(admin, pairs);
        pairs.deleteAll();
        requests.addAll(withoutConsole.requests().requests());
        forbidden.addAll(withoutConsole.requests().forbidden());
      }

      Set<String> own = Set.of(pairs.namespaces());
      // A namespace that another test has left forbids everything while it is taken down.
      assertThat(forbidden)
          .filteredOn(request -> own.contains(request.namespace()) || request.namespace().isEmpty())
          .as("forbidden requests")
          .isEmpty();
      Set<String> unused = new TreeSet<>(role.rights());
      unused.removeAll(used(requests));
      unused.removeAll(ASKED_WITHIN_ANOTHER);
      assertThat(unused).as("rights that nothing has used").isEmpty();
      System.out.println(
          "rights proof: "
              + requests.size()
              + " requests, forbidden: 0; "
              + role.rights().size()
              + " rights, unused: 0");
    }
  }

  private static void awaitNobodyLetIn(KubernetesClient admin, CorpusPairs pairs) {
    for (String namespace : pairs.namespaces()) {
      Eventually.passes(
          Duration.ofSeconds(60),
          () ->
              assertThat(admin.rbac().roles().inNamespace(namespace).list().getItems())
                  .as("roles in %s", namespace)
                  .isEmpty());
    }
  }

  private static Set<String> used(List<ApiRequest> requests) {
    Set<String> used =
        requests.stream()
            .map(request -> ChartRole.right(request.verb(), request.apiGroup(), resource(request)))
            .collect(Collectors.toCollection(TreeSet::new));
    // To apply what is not there needs the right to make it, too.
    requests.stream()
        .filter(request -> request.status() == CREATED)
        .map(request -> ChartRole.right("create", request.apiGroup(), resource(request)))
        .forEach(used::add);
    return used;
  }

  private static String resource(ApiRequest request) {
    return request.subresource().isEmpty()
        ? request.resource()
        : request.resource() + "/" + request.subresource();
  }
}
