package io.finsolutions.pipeline.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.finsolutions.pipeline.harness.Eventually;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class LeadershipIT {
  /** A Lease is looked at every 2 to 4.4 s, and lasts 15 s if nobody gives it back. */
  private static final Duration TAKES_OVER = Duration.ofSeconds(6);

  @Test
  void ofTwoOperatorsOneWorksAndTheOtherTakesOverWhenItStops() throws InterruptedException {
    Surrounding surrounding = Surrounding.create();
    TestOperator first = null;
    TestOperator second = null;
    try {
      first = start(surrounding, "first");
      Eventually.await("the first leads", () -> holder(surrounding).equals("first"));
      second = start(surrounding, "second");
      surrounding.applyOwn("led");
      surrounding.awaitReady("led");
      assertThat(second.requests().writes())
          .filteredOn(write -> !write.resource().equals("leases"))
          .filteredOn(write -> !write.resource().equals("selfsubjectrulesreviews"))
          .isEmpty();

      first.close();
      surrounding.resource(CronJob.class, "led-batch").delete();

      Eventually.await("the second leads", TAKES_OVER, () -> holder(surrounding).equals("second"));
      Eventually.await(
          "the schedule is back", () -> surrounding.exists(CronJob.class, "led-batch"));
      assertThat(second.requests().writes()).anyMatch(write -> write.name().equals("led-batch"));
    } finally {
      if (first != null) {
        first.close();
      }
      if (second != null) {
        second.close();
      }
      surrounding.close();
    }
  }

  private static TestOperator start(Surrounding surrounding, String name)
      throws InterruptedException {
    return TestOperator.of(surrounding.client().getConfiguration(), surrounding.namespace())
        .lease(surrounding.namespace(), name)
        .start();
  }

  private static String holder(Surrounding surrounding) {
    Lease lease = surrounding.resource(Lease.class, "cryptopipeline-operator").get();
    return lease == null ? "" : lease.getSpec().getHolderIdentity();
  }
}
