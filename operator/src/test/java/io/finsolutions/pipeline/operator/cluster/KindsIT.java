package io.finsolutions.pipeline.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.finsolutions.pipeline.operator.foreign.KafkaTopic;
import io.finsolutions.pipeline.operator.status.ConditionType;
import io.finsolutions.pipeline.operator.status.Reason;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The kinds of other operators, some of which this operator cannot see. */
@Execution(ExecutionMode.CONCURRENT)
class KindsIT {
  private static final String PAIR = "btc-usd";
  private static final String STRIMZI = "kafka.strimzi.io";
  private static final String SPARK = "sparkoperator.k8s.io";
  private static final Duration NOTICED = Duration.ofSeconds(15);

  private final Set<String> hidden = ConcurrentHashMap.newKeySet();
  private Surrounding surrounding;
  private TestOperator operator;

  @BeforeEach
  void start() throws InterruptedException {
    surrounding = Surrounding.create();
    hidden.addAll(Set.of(STRIMZI, SPARK));
    operator =
        TestOperator.of(surrounding.client().getConfiguration(), surrounding.namespace())
            .astray(
                (method, path) ->
                    hidden.stream().anyMatch(group -> path.startsWith("/apis/" + group + "/")))
            .start();
  }

  @AfterEach
  void stop() {
    if (operator != null) {
      operator.close();
    }
    surrounding.close();
  }

  @Test
  void aKindThatIsMissingIsNamedAndNoticedWhenItComesWithoutARestart() {
    surrounding.applySmallest(PAIR);
    surrounding.awaitFailure(
        PAIR,
        ConditionType.TOPICS_READY,
        Reason.KIND_MISSING,
        "this cluster has no Kafka (kafka.strimzi.io/v1): install Strimzi, or set"
            + " spec.kafka.bootstrapServers instead of clusterRef");
    surrounding.awaitFailure(
        PAIR,
        ConditionType.STREAM_READY,
        Reason.KIND_MISSING,
        "this cluster has no SparkApplication (sparkoperator.k8s.io/v1beta2): install the Kubeflow"
            + " Spark operator");
    surrounding.awaitCondition(PAIR, ConditionType.MIGRATION_READY, "True", "");
    assertThat(surrounding.all(KafkaTopic.class, PAIR)).isEmpty();

    hidden.remove(STRIMZI);
    surrounding.awaitCondition(NOTICED, PAIR, ConditionType.TOPICS_READY, "True", "");
    // The batch layer does not wait for a speed layer that cannot come.
    surrounding.awaitCondition(PAIR, ConditionType.BATCH_READY, "True", "");
    assertThat(surrounding.exists(CronJob.class, PAIR + "-batch")).isTrue();

    hidden.remove(SPARK);
    surrounding.awaitCondition(NOTICED, PAIR, ConditionType.READY, "True", "");
  }

  @Test
  void aKafkaThatIsNotOfStrimziNeedsNothingOfIt() {
    hidden.remove(SPARK);
    surrounding.apply(
        PAIR,
        """
        tradingPair: BTC-USD
        kafka:
          bootstrapServers: kafka.example.org:9092
        """);

    surrounding.awaitReady(PAIR);

    assertThat(surrounding.condition(PAIR, ConditionType.TOPICS_READY).orElseThrow().getMessage())
        .isEqualTo("topics btc-usd.* are expected at kafka.example.org:9092");
  }
}
