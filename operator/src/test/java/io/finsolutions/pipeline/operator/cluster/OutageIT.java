package io.finsolutions.pipeline.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.finsolutions.pipeline.harness.Eventually;
import io.finsolutions.pipeline.harness.TcpGate;
import io.finsolutions.pipeline.operator.api.CryptoPipeline;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The API server is away for a while, for the operator alone. */
@Execution(ExecutionMode.CONCURRENT)
class OutageIT {
  private static final Duration CATCHES_UP = Duration.ofSeconds(45);

  private Surrounding surrounding;
  private TcpGate gate;
  private TestOperator operator;

  @BeforeEach
  void start() throws InterruptedException {
    surrounding = Surrounding.create();
    gate = TcpGate.to(surrounding.client().getConfiguration());
    operator =
        TestOperator.start(
            gate.through(surrounding.client().getConfiguration()), surrounding.namespace());
    surrounding.applyOwn("here");
    surrounding.awaitReady("here");
  }

  @AfterEach
  void stop() {
    gate.restore();
    operator.close();
    gate.close();
    surrounding.close();
  }

  @Test
  void whatHappensWhileTheApiServerIsAwayIsCaughtUpWithAndTheOperatorStaysUp() throws Exception {
    Map<Integer, Integer> answers = new ConcurrentHashMap<>();
    Thread prober = probe(answers);
    gate.cut();
    surrounding.resource(CronJob.class, "here-batch").delete();
    surrounding.patch(Deployment.class, "here-producer", "spec: {replicas: 4}");
    surrounding.applyOwn("newcomer");
    Eventually.await(
        "the operator misses its API server",
        () -> operator.requests().requests().stream().anyMatch(one -> one.status() == 0));

    gate.restore();

    Eventually.passes(
        CATCHES_UP,
        () -> {
          assertThat(surrounding.exists(CronJob.class, "here-batch")).isTrue();
          assertThat(surrounding.get(Deployment.class, "here-producer").getSpec().getReplicas())
              .isEqualTo(1);
        });
    surrounding.awaitReady("newcomer");
    surrounding.awaitReady("here");
    prober.interrupt();
    prober.join();
    assertThat(answers).as("answers of /livez and /readyz, by status").containsOnlyKeys(200);
  }

  @Test
  void whatHappensWhileWatchesAreBrokenIsSeen() {
    for (int round = 0; round < 3; round++) {
      gate.dropConnections();
      surrounding.resource(CronJob.class, "here-batch").delete();
      Eventually.await(
          "the schedule is back",
          CATCHES_UP,
          () -> surrounding.exists(CronJob.class, "here-batch"));
    }
    gate.dropConnections();
    surrounding.resource(CryptoPipeline.class, "here").delete();
    Eventually.await("the pair is gone", CATCHES_UP, () -> surrounding.pair("here") == null);
  }

  private Thread probe(Map<Integer, Integer> answers) {
    Thread prober =
        new Thread(
            () -> {
              try {
                while (true) {
                  answers.merge(operator.probe("/livez"), 1, Integer::sum);
                  answers.merge(operator.probe("/readyz"), 1, Integer::sum);
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } catch (IOException e) {
                answers.merge(HttpURLConnection.HTTP_UNAVAILABLE, 1, Integer::sum);
              }
            },
            "prober");
    prober.setDaemon(true);
    prober.start();
    return prober;
  }
}
