package io.finsolutions.pipeline.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.finsolutions.pipeline.harness.Eventually;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which Secrets the console may see, by what the API server says of its account. */
class ConsoleIT {
  @RegisterExtension static final SharedOperator OPERATOR = new SharedOperator();

  private static final Map<String, String> OUTSIDE =
      Map.of("host", "127.0.0.1", "port", "1", "dbname", "d", "username", "u", "password", "p");

  private final Surrounding surrounding = OPERATOR.surrounding();

  @ConcurrentTest
  void itMaySeeTheOneSecretOfAPairAndNoOther() {
    surrounding.applyOwn("one");
    surrounding.awaitReady("one");

    assertThat(may("list", "one-database")).isTrue();
    assertThat(may("watch", "one-database")).isTrue();
    assertThat(may("list", "another")).isFalse();
    assertThat(may("list", "")).isFalse();
    assertThat(may("update", "one-database")).isFalse();
  }

  @ConcurrentTest
  void anotherSecretInTheSpecIsTheOneThatItMaySee() {
    surrounding.secret("first-rows", OUTSIDE);
    surrounding.secret("second-rows", OUTSIDE);
    surrounding.apply("moved", external("first-rows"));
    Eventually.await("it may see the first", () -> may("list", "first-rows"));

    surrounding.apply("moved", external("second-rows"));

    Eventually.await("it may see the second", () -> may("list", "second-rows"));
    assertThat(may("list", "first-rows")).isFalse();
  }

  @ConcurrentTest
  void aPairWorksAlthoughSomebodyElseHasTheNameOfTheRole() {
    surrounding
        .client()
        .resource(
            new RoleBuilder()
                .withNewMetadata()
                .withName("taken-console")
                .withNamespace(surrounding.namespace())
                .endMetadata()
                .build())
        .create();

    surrounding.applyOwn("taken");

    surrounding.awaitReady("taken");
    assertThat(surrounding.get(Role.class, "taken-console").getRules()).isNullOrEmpty();
    assertThat(surrounding.exists(RoleBinding.class, "taken-console")).isFalse();
  }

  private static String external(String secret) {
    return """
    tradingPair: BTC-USD
    kafka: {clusterRef: {name: events}, topics: {prefix: moved.}}
    database: {external: {secretName: %s}}
    """
        .formatted(secret);
  }

  private boolean may(String verb, String secret) {
    SubjectAccessReview review =
        new SubjectAccessReviewBuilder()
            .withNewSpec()
            .withUser("system:serviceaccount:platform:console")
            .withNewResourceAttributes()
            .withNamespace(surrounding.namespace())
            .withResource("secrets")
            .withName(secret)
            .withVerb(verb)
            .endResourceAttributes()
            .endSpec()
            .build();
    return surrounding.client().resource(review).create().getStatus().getAllowed();
  }
}
