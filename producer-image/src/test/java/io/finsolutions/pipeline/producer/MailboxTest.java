package io.finsolutions.pipeline.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.producer.flow.Event;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class MailboxTest {
  private final Mailbox mailbox = new Mailbox();

  @Test
  void whatIsInsideCanStillBePolledAfterItIsClosed() throws Exception {
    mailbox.put(new Event.Heartbeat());
    mailbox.close();
    mailbox.put(new Event.Subscribed());

    assertThat(mailbox.isExhausted()).isFalse();
    assertThat(mailbox.poll(Duration.ZERO)).contains(new Event.Heartbeat());
    assertThat(mailbox.isExhausted()).isTrue();
  }

  @Test
  void whoBringsMoreThanItHoldsWaitsUntilItIsClosed() throws Exception {
    Thread bringing =
        new Thread(
            () -> {
              try {
                for (int i = 0; i < 10_000; i++) {
                  mailbox.put(new Event.Heartbeat());
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    bringing.start();
    Eventually.within(
        Duration.ofSeconds(5),
        "waits for room",
        () -> bringing.getState() == Thread.State.TIMED_WAITING);

    mailbox.close();

    bringing.join();
  }
}
