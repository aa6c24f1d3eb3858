package io.finsolutions.pipeline.producer.flow;

import static io.finsolutions.pipeline.producer.flow.Trades.START;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SendHealthTest {
  private static final SendOutcomes FAILURE = new SendOutcomes(0, List.of(1L), "no broker");
  private static final SendOutcomes SUCCESS = new SendOutcomes(1, List.of(), "");
  private static final SendOutcomes NOTHING = new SendOutcomes(0, List.of(), "");

  private final SendHealth health = new SendHealth();

  @Test
  void afterAFailureFetchingPausesForLongerEachTime() {
    health.update(FAILURE, START);
    assertThat(health.mayFetch(START)).isFalse();
    assertThat(health.mayFetch(START.plusSeconds(1))).isTrue();

    health.update(FAILURE, START.plusSeconds(1));
    assertThat(health.mayFetch(START.plusSeconds(2))).isFalse();
    assertThat(health.mayFetch(START.plusSeconds(3))).isTrue();
  }

  @Test
  void aSignThatKafkaIsBackEndsThePause() {
    for (int second = 0; second < 300; second += 20) {
      health.update(FAILURE, START.plusSeconds(second));
    }
    assertThat(health.mayFetch(START.plusSeconds(301))).isFalse();

    health.hasten(START.plusSeconds(301));

    assertThat(health.mayFetch(START.plusSeconds(301))).isTrue();
  }

  @Test
  void manyFailuresAtOnceCountAsOne() {
    health.update(FAILURE, START);
    health.update(FAILURE, START.plusMillis(10));

    assertThat(health.mayFetch(START.plusSeconds(1))).isTrue();
  }

  @Test
  void kafkaAcceptsAgainWithTheNextTradeItTakes() {
    health.update(FAILURE, START);
    health.update(NOTHING, START.plusSeconds(5));
    assertThat(health.accepting()).isFalse();

    health.update(SUCCESS, START.plusSeconds(6));
    assertThat(health.accepting()).isTrue();
  }
}
