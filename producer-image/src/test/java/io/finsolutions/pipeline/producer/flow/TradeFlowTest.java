package io.finsolutions.pipeline.producer.flow;

import static io.finsolutions.pipeline.producer.flow.Trades.time;
import static io.finsolutions.pipeline.producer.flow.Trades.trade;
import static io.finsolutions.pipeline.producer.flow.Trades.trades;
import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.market.IdRange;
import io.finsolutions.pipeline.market.Origin;
import io.finsolutions.pipeline.market.RejectReason;
import io.finsolutions.pipeline.market.TradeIds;
import io.finsolutions.pipeline.market.TradeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TradeFlowTest {
  private static final Duration SOON = Duration.ofSeconds(3);

  private final FlowWorld world = new FlowWorld(trades(1, 400), time(200));

  @Test
  void liveTradesAreSentAtOnceAndInTheirOrder() {
    world.come(Origin.LIVE, trades(150, 152));

    assertThat(world.publisher.topic)
        .containsExactly(
            new TradeMessage(trade(150), Origin.LIVE),
            new TradeMessage(trade(151), Origin.LIVE),
            new TradeMessage(trade(152), Origin.LIVE));
  }

  @Test
  void theFirstMinuteOfANewTopicIsMadeWhole() {
    world.come(Origin.SNAPSHOT, trades(70, 200));
    world.pass(SOON);

    assertThat(world.publisher.ids()).containsExactlyInAnyOrderElementsOf(ids(60, 200));
    assertThat(world.ledger.startFixed()).isTrue();
    assertThat(world.publisher.firstOfMinute()).containsExactly(60L);
  }

  @Test
  void thatTheFirstMinuteIsWholeIsSaidAgainUntilKafkaTakesIt() {
    world.publisher.refuses = message -> message.firstOfMinute();
    world.come(Origin.SNAPSHOT, trades(70, 200));
    world.pass(SOON);
    assertThat(world.publisher.firstOfMinute()).isEmpty();

    world.publisher.refuses = message -> false;
    world.pass(Duration.ofSeconds(30));

    assertThat(world.publisher.firstOfMinute()).containsExactly(60L);
    assertThat(world.metric("missing.ids")).isZero();
  }

  @Test
  void ofAFirstMinuteThatCannotBeHadNothingIsSaid() {
    world.failures = Integer.MAX_VALUE;
    world.come(Origin.SNAPSHOT, trades(70, 200));
    world.pass(Duration.ofMinutes(1));

    assertThat(world.publisher.firstOfMinute()).isEmpty();
  }

  @Test
  void aFirstMinuteThatCannotBeHadAtOnceIsTriedAgain() {
    world.failures = 2;
    world.come(Origin.SNAPSHOT, trades(70, 200));
    world.pass(Duration.ofSeconds(10));

    assertThat(world.publisher.ids()).containsExactlyInAnyOrderElementsOf(ids(60, 200));
  }

  @Test
  void theHoleSinceTheTailOfTheTopicIsFilled() {
    restore(1, 100);
    world.come(Origin.SNAPSHOT, trades(150, 200));
    assertThat(world.requests).isEmpty();
    world.pass(SOON);

    assertThat(world.publisher.ids()).containsExactlyInAnyOrderElementsOf(ids(101, 200));
    assertThat(world.publisher.topic).contains(new TradeMessage(trade(101), Origin.BACKFILL));
    assertThat(world.requests).hasSize(1);
  }

  @Test
  void aLateMessageFillsAHoleWithoutTheHistory() {
    restore(1, 100);
    world.come(Origin.LIVE, trades(106, 110));
    world.clock.advanceMillis(300);
    world.come(Origin.LIVE, trades(101, 105));
    world.pass(SOON);

    assertThat(world.requests).isEmpty();
  }

  @Test
  void tradesThatKafkaDidNotTakeAreFetchedAgain() {
    restore(1, 100);
    world.publisher.refuses = message -> message.trade().tradeId() > 105;
    world.come(Origin.LIVE, trades(101, 120));
    world.pass(SOON);
    world.publisher.refuses = message -> false;
    world.pass(Duration.ofSeconds(30));

    assertThat(world.publisher.ids()).containsExactlyInAnyOrderElementsOf(ids(101, 120));
    assertThat(world.metric("missing.ids")).isZero();
  }

  @Test
  void whileKafkaTakesNothingTheHistoryIsNotAskedOverAndOver() {
    restore(1, 100);
    world.publisher.refuses = message -> true;
    world.come(Origin.LIVE, trades(101, 120));
    world.pass(Duration.ofMinutes(10));

    assertThat(world.requests.size()).isLessThan(15);
  }

  @Test
  void onAQuietMarketTheLostAreFetchedAsSoonAsKafkaAnswers() {
    awayForFiveMinutes();

    world.handle(new Event.KafkaAnswered());
    world.pass(SOON);

    assertThat(world.publisher.ids()).containsExactlyInAnyOrderElementsOf(ids(101, 120));
  }

  @Test
  void theLostAreFetchedAsSoonAsKafkaTakesALiveTrade() {
    awayForFiveMinutes();

    world.come(Origin.LIVE, trades(121, 121));
    world.pass(SOON);

    assertThat(world.publisher.ids()).containsExactlyInAnyOrderElementsOf(ids(101, 121));
  }

  private void awayForFiveMinutes() {
    restore(1, 100);
    world.publisher.refuses = message -> true;
    world.come(Origin.LIVE, trades(101, 120));
    world.pass(Duration.ofMinutes(5));
    world.publisher.refuses = message -> false;
    world.pass(SOON);
    assertThat(world.publisher.ids()).isEmpty();
  }

  @Test
  void lostMessagesBeforeAPauseAreLookedFor() {
    restore(1, 100);
    world.come(Origin.LIVE, trades(101, 150));
    world.handle(new Event.MessagesLost(1));
    world.pass(SOON);

    assertThat(world.publisher.ids()).containsAll(ids(101, 200));
  }

  @Test
  void idsThatTheHistoryDoesNotGiveAreShownAndGivenUpWithTheHorizon() {
    world.hidden = TradeIds.of(new IdRange(120, 121));
    restore(1, 100);
    world.come(Origin.LIVE, trades(150, 200));
    world.pass(SOON);
    assertThat(world.metric("ids.not.given")).isEqualTo(2);
    assertThat(world.metric("holes.open")).isEqualTo(1);
    assertThat(world.metric("oldest.hole.age")).isGreaterThan(0);

    world.pass(FlowWorld.HORIZON.plusMinutes(5));
    assertThat(world.metric("missing.ids")).isZero();
    assertThat(world.count("ids.given.up")).isEqualTo(2);
  }

  @Test
  void whatCannotCountBecomesADeadLetter() {
    restore(1, 100);
    world.come(Origin.LIVE, List.of(trade(101), trade(101, "7")));
    world.handle(
        new Event.Unreadable("{".getBytes(StandardCharsets.UTF_8), "cut off", DeadLetter.FEED));

    assertThat(world.publisher.deadLetters)
        .extracting(DeadLetter::reason)
        .containsExactly(RejectReason.CONFLICTING_DUPLICATE, RejectReason.MALFORMED);
    assertThat(world.publisher.ids()).containsExactly(101L);
  }

  private void restore(long first, long last) {
    trades(first, last).forEach(world.ledger::restore);
    world.ledger.fixStart();
  }

  private static List<Long> ids(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }
}
