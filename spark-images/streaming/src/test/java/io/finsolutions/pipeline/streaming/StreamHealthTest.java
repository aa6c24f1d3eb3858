package io.finsolutions.pipeline.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.streaming.source.Epochs;
import org.junit.jupiter.api.Test;

class StreamHealthTest {
  private final StreamHealth health = new StreamHealth();

  @Test
  void isReadyOnceAnEpochHasEnded() {
    assertThat(health.whyNotReady()).contains("the query has not started yet");

    health.queryStarted();
    assertThat(health.whyNotReady()).contains("the query has started and counted nothing yet");

    Epochs.ended();
    assertThat(health.whyNotReady()).isEmpty();
    assertThat(health.whyNotLive()).isEmpty();
  }

  @Test
  void whatEndedAQueryIsSaidUntilTheNextHasCounted() {
    health.queryStarted();
    Epochs.ended();

    health.queryEnded("No space left on device");
    assertThat(health.whyNotReady()).contains("No space left on device");

    health.queryStarted();
    assertThat(health.whyNotReady()).contains("No space left on device");

    Epochs.ended();
    assertThat(health.whyNotReady()).isEmpty();
  }
}
