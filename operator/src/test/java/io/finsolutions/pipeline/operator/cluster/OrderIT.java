package io.finsolutions.pipeline.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.finsolutions.pipeline.harness.ApiRequest;
import io.finsolutions.pipeline.harness.Eventually;
import io.finsolutions.pipeline.harness.PodFate;
import io.finsolutions.pipeline.operator.api.Phase;
import io.finsolutions.pipeline.operator.foreign.SparkApplication;
import io.finsolutions.pipeline.operator.pair.Component;
import io.finsolutions.pipeline.operator.status.ConditionType;
import io.finsolutions.pipeline.operator.status.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OrderIT {
  private static final String PAIR = "btc-usd";

  @RegisterExtension static final SharedOperator OPERATOR = new SharedOperator();

  private final Surrounding surrounding = OPERATOR.surrounding();

  @Test
  void nothingIsMadeBeforeWhatItNeedsIsThereAndTheStatusSaysWhatWaitsForWhat() {
    surrounding.topics().pause();
    hold(Component.DATABASE);
    surrounding.applySmallest(PAIR);

    fails(ConditionType.TOPICS_READY, Reason.STARTING, "waits for Strimzi's operator");
    fails(ConditionType.DATABASE_READY, Reason.STARTING, "Postgres starts");
    fails(ConditionType.MIGRATION_READY, Reason.WAITING, "waits for the database");
    fails(ConditionType.PRODUCER_READY, Reason.WAITING, "waits for the migration");
    fails(ConditionType.STREAM_READY, Reason.WAITING, "waits for the migration");
    fails(ConditionType.BATCH_READY, Reason.WAITING, "waits for the migration");
    assertMissing(Job.class, "migration");
    assertMissing(Deployment.class, "producer");

    hold(Component.MIGRATION);
    surrounding.fate(PAIR, Component.DATABASE, PodFate.READY);
    fails(ConditionType.MIGRATION_READY, Reason.STARTING, "the job runs");
    assertMissing(Deployment.class, "producer");

    surrounding.fate(PAIR, Component.MIGRATION, PodFate.SUCCEEDED);
    fails(ConditionType.PRODUCER_READY, Reason.WAITING, "waits for the topics");
    assertMissing(Deployment.class, "producer");
    assertMissing(SparkApplication.class, "streaming");

    hold(Component.PRODUCER);
    surrounding.topics().resume();
    fails(ConditionType.PRODUCER_READY, Reason.STARTING, "starts");
    fails(ConditionType.STREAM_READY, Reason.WAITING, "waits for the producer");
    fails(ConditionType.BATCH_READY, Reason.WAITING, "waits for the speed layer");
    assertMissing(SparkApplication.class, "streaming");
    assertMissing(CronJob.class, "batch");
    assertThat(surrounding.pair(PAIR).getStatus().phase()).isEqualTo(Phase.STARTING);

    surrounding.fate(PAIR, Component.PRODUCER, PodFate.READY);
    surrounding.awaitReady(PAIR);

    // The API server's own record agrees: each was asked for once, and in this order.
    List<String> made =
        OPERATOR.operator().requests().writes().stream()
            .filter(request -> request.subresource().isEmpty())
            .map(ApiRequest::resource)
            .filter(
                List.of("statefulsets", "jobs", "deployments", "sparkapplications", "cronjobs")
                    ::contains)
            .toList();
    assertThat(made)
        .containsExactly("statefulsets", "jobs", "deployments", "sparkapplications", "cronjobs");
  }

  private void hold(Component component) {
    surrounding.fate(PAIR, component, PodFate.PENDING);
  }

  private void fails(ConditionType type, Reason reason, String words) {
    surrounding.awaitFailure(PAIR, type, reason, words);
  }

  private void assertMissing(Class<? extends HasMetadata> kind, String component) {
    surrounding.nudge();
    Eventually.passes(() -> assertThat(surrounding.exists(kind, PAIR + "-" + component)).isFalse());
  }
}
