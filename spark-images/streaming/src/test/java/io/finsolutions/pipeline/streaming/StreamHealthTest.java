package io.finsolutions.pipeline.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.streaming.source.Epochs;
import org.junit.jupiter.api.Test;

class StreamHealthTest {
  private final StreamHealth health = new StreamHealth();

  @Test
  void isReadyOnceTheQueryGoesFromEpochToEpoch() {
    assertThat(health.whyNotReady()).contains("the query has not started yet");

    health.queryStarted();
    assertThat(health.whyNotReady()).contains("the query has started and opened no epoch yet");

    Epochs.seen();
    assertThat(health.whyNotReady()).isEmpty();
    assertThat(health.whyNotLive()).isEmpty();
  }

  @Test
  void epochsOfAnEarlierQueryDoNotCount() {
    health.queryStarted();
    Epochs.seen();

    health.queryEnded("the broker is gone");
    assertThat(health.whyNotReady()).contains("the broker is gone");

    health.queryStarted();
    assertThat(health.whyNotReady()).contains("the query has started and opened no epoch yet");
  }
}
