package io.finsolutions.pipeline.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class GoalsTest {
  @Test
  void whatWasNotMeasuredIsNoGoal() {
    assertThat(Goals.of(new Findings())).isEmpty();
  }

  @Test
  void oursIsComparedWithEachThatWasMeasured() {
    Findings found = new Findings();
    found.latencies.put(Peer.OURS, List.of(latency(10)));
    found.latencies.put(Peer.SPARK, List.of(latency(400)));
    found.latencies.put(Peer.LOOP, List.of(latency(2)));
    assertThat(Goals.of(found))
        .extracting(Goals.Goal::what, Goals.Goal::met)
        .containsExactly(
            tuple("p50 at 200/s: ours / Spark by its guide", true),
            tuple("p50 at 200/s: ours / the consumer loop", false),
            tuple("p99 at 200/s: ours, ms", true));
  }

  @Test
  void catchingUpIsARatioOfRates() {
    Findings found = new Findings();
    found.catchUps.put(Peer.OURS, catchUp(400_000));
    found.catchUps.put(Peer.LOOP, catchUp(500_000));
    assertThat(Goals.of(found)).singleElement().matches(goal -> goal.met());
    assertThat(Goals.table(Goals.of(found)).toString()).contains("0.800").contains("at least 0.6");
  }

  private static Latency latency(long millis) {
    Histogram nanos = new Histogram(3);
    nanos.recordValue(Duration.ofMillis(millis).toNanos());
    return new Latency(200, 1, nanos, 1, 0.1, 1);
  }

  private static CatchUp catchUp(double perSecond) {
    return new CatchUp(
        Duration.ofSeconds(5),
        Duration.ofSeconds(15),
        perSecond,
        3,
        1,
        new ComparedBars(1, 0, 0, 1));
  }
}
