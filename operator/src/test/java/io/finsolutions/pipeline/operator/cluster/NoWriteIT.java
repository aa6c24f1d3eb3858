package io.finsolutions.pipeline.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.finsolutions.pipeline.harness.Eventually;
import org.junit.jupiter.api.Test;

class NoWriteIT {
  @Test
  void aPassOverWhatIsAsItShouldBeWritesNothing() throws Exception {
    KubernetesClient client = Surrounding.preparedClient();
    try (CorpusPairs pairs = new CorpusPairs(client)) {
      try (TestOperator operator =
          TestOperator.start(client.getConfiguration(), pairs.namespaces())) {
        pairs.awaitSettled();
        // What the stand-ins and the API server have added since may need a last look.
        awaitPasses(operator, pairs);
        operator.requests().clear();
        awaitPasses(operator, pairs);

        assertThat(operator.requests().writes()).as("writes of a second pass").isEmpty();
        System.out.println(
            "no-write proof: " + pairs.count() + " kinds of pairs, second pass, writes: 0");
      }
      try (TestOperator restarted =
          TestOperator.start(client.getConfiguration(), pairs.namespaces())) {
        Eventually.await("a pass over each pair", () -> restarted.passes() >= pairs.count());
        awaitPasses(restarted, pairs);

        assertThat(restarted.requests().writes()).as("writes after a restart").isEmpty();
        System.out.println(
            "no-write proof: " + pairs.count() + " kinds of pairs, restart, writes: 0");
      }
    }
  }

  /** Makes the operator look at every pair again, by a change that concerns none. */
  private static void awaitPasses(TestOperator operator, CorpusPairs pairs) throws Exception {
    KubernetesClient client = Surrounding.preparedClient();
    long before = operator.passes();
    String now = Long.toString(System.nanoTime());
    int touched = 0;
    for (String namespace : pairs.namespaces()) {
      touched += touchJobs(client, namespace, now);
    }
    int passes = touched;
    Eventually.await("a pass over each pair", () -> operator.passes() >= before + passes);
  }

  // Each pair has exactly one migration.
  private static int touchJobs(KubernetesClient client, String namespace, String now) {
    var jobs =
        client
            .batch()
            .v1()
            .jobs()
            .inNamespace(namespace)
            .withLabel("app.kubernetes.io/component", "migration")
            .list()
            .getItems();
    jobs.forEach(
        job ->
            client
                .resource(job)
                .edit(
                    one -> {
                      one.getMetadata().getAnnotations().put("touched", now);
                      return one;
                    }));
    return jobs.size();
  }
}
