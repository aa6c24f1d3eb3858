package io.finsolutions.pipeline.operator.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.finsolutions.pipeline.operator.SampleClock;
import io.finsolutions.pipeline.operator.SamplePair;
import io.finsolutions.pipeline.operator.pair.Pair;
import io.finsolutions.pipeline.operator.status.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventRecorderTest {
  private final SampleClock clock = new SampleClock("2026-01-01T00:00:00Z");
  private final List<Event> written = new ArrayList<>();
  private final EventRecorder recorder = new EventRecorder(written::add, clock);
  private final Pair pair = SamplePair.smallest();

  @Test
  void anEventIsAboutItsPair() {
    recorder.warning(pair, Reason.POD_FAILED, "exit 1");

    Event event = written.get(0);
    assertThat(event.getMetadata().getNamespace()).isEqualTo("markets");
    assertThat(event.getInvolvedObject().getKind()).isEqualTo("CryptoPipeline");
    assertThat(event.getInvolvedObject().getApiVersion()).isEqualTo("finsolutions.io/v1alpha1");
    assertThat(event.getInvolvedObject().getName()).isEqualTo("btc-usd");
    assertThat(event.getInvolvedObject().getUid())
        .isEqualTo(pair.resource().getMetadata().getUid());
    assertThat(event.getType()).isEqualTo("Warning");
    assertThat(event.getReason()).isEqualTo("PodFailed");
    assertThat(event.getLastTimestamp()).isEqualTo("2026-01-01T00:00:00Z");
  }

  @Test
  void theSameIsSaidAgainAfterTenMinutes() {
    recorder.warning(pair, Reason.POD_FAILED, "exit 1");
    clock.advance(Duration.ofSeconds(599));
    recorder.warning(pair, Reason.POD_FAILED, "exit 1");
    assertThat(written).hasSize(1);

    clock.advance(Duration.ofSeconds(1));
    recorder.warning(pair, Reason.POD_FAILED, "exit 1");
    assertThat(written).hasSize(2);
  }

  @Test
  void somethingElseIsSaidAtOnceAndUnderAnotherName() {
    recorder.warning(pair, Reason.POD_FAILED, "exit 1");
    recorder.warning(pair, Reason.POD_FAILED, "exit 2");

    assertThat(written).extracting(event -> event.getMetadata().getName()).doesNotHaveDuplicates();
    assertThat(written).hasSize(2);
  }

  @Test
  void anEventThatCannotBeWrittenIsNoReasonToFail() {
    EventRecorder refused =
        new EventRecorder(
            event -> {
              throw new KubernetesClientException("forbidden");
            },
            clock);

    assertThatCode(() -> refused.normal(pair, Reason.READY, "every part works"))
        .doesNotThrowAnyException();
  }
}
