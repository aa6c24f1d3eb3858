package io.finsolutions.pipeline.producer.flow;

import static io.finsolutions.pipeline.producer.flow.Trades.START;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProducerHealthTest {
  private final ManualClock clock = new ManualClock(START);
  private final ProducerHealth health = new ProducerHealth(clock);

  @Test
  void whileItStartsItIsLiveAndSaysWhatItWaitsFor() {
    health.waitsFor("Kafka");
    clock.advanceSeconds(300);

    assertThat(health.whyNotLive()).isEmpty();
    assertThat(health.whyNotReady()).contains("waiting for Kafka");
  }

  @Test
  void itIsReadyWhenSubscribedWithAFreshHeartbeatAndKafkaTakesTrades() {
    health.turned();
    assertThat(health.whyNotReady()).contains("not subscribed to the feed");
    health.subscribed(true);
    health.heartbeat();
    assertThat(health.whyNotReady()).isEmpty();

    health.accepting(false);
    assertThat(health.whyNotReady()).contains("Kafka does not take trades");
  }

  @Test
  void anOldHeartbeatIsNotReady() {
    health.subscribed(true);
    health.heartbeat();
    clock.advanceSeconds(11);
    health.turned();

    assertThat(health.whyNotReady()).contains("no heartbeat for 11 s");
    assertThat(health.whyNotLive()).isEmpty();
  }

  @Test
  void aPairThatNobodyTradesForAnHourIsReady() {
    health.subscribed(true);
    for (int second = 0; second < 3_600; second++) {
      clock.advanceSeconds(1);
      health.heartbeat();
      health.turned();
    }

    assertThat(health.whyNotReady()).isEmpty();
    assertThat(health.whyNotLive()).isEmpty();
  }

  @Test
  void aLoopThatDoesNotTurnIsNotLive() {
    health.turned();
    clock.advanceSeconds(31);

    assertThat(health.whyNotLive()).contains("the event loop did not turn for 31 s");
  }
}
