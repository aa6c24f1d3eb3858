package io.finsolutions.pipeline.producer.flow;

import static io.finsolutions.pipeline.producer.flow.Trades.time;
import static io.finsolutions.pipeline.producer.flow.Trades.trades;
import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.market.Origin;
import io.finsolutions.pipeline.market.Trade;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever the feed does to its messages, in the end the topic holds every trade. */
class TradeFlowPropertyTest {
  private static final long PRINTED = 400;
  private static final Duration LONG_ENOUGH = Duration.ofMinutes(3);

  @Property(tries = 300)
  void everyTradeIsSentExactlyOnceIfTheHistoryAnswersInTheEnd(
      @ForAll long seed,
      @ForAll @IntRange(max = 60) int percentDropped,
      @ForAll @IntRange(max = 60) int percentRepeated,
      @ForAll @IntRange(max = 4) int failures) {
    FlowWorld world = new FlowWorld(trades(1, PRINTED), time(PRINTED));
    world.failures = failures;

    play(world, new Random(seed), percentDropped, percentRepeated);
    world.pass(LONG_ENOUGH);

    assertThat(world.publisher.ids())
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(60, PRINTED).boxed().toList());
    assertThat(world.ledger.missing().isEmpty()).isTrue();
  }

  @Property(tries = 200)
  void noTradeIsLostIfKafkaTakesTradesInTheEnd(
      @ForAll long seed, @ForAll @IntRange(max = 100) int percentRefused) {
    FlowWorld world = new FlowWorld(trades(1, PRINTED), time(PRINTED));
    Random random = new Random(seed);
    world.publisher.refuses = message -> random.nextInt(100) < percentRefused;

    play(world, random, 20, 20);
    world.pass(Duration.ofSeconds(20));
    world.publisher.refuses = message -> false;
    world.pass(Duration.ofMinutes(15));

    // The first is sent again until Kafka has taken that it is the first of its minute.
    List<Long> behindTheFirst = new ArrayList<>(world.publisher.ids());
    behindTheFirst.removeIf(id -> id == 60);
    assertThat(behindTheFirst)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(61, PRINTED).boxed().toList());
    assertThat(world.publisher.ids()).contains(60L);
    assertThat(world.publisher.firstOfMinute()).contains(60L);
  }

  /** A snapshot from within the second minute, then messages in any order, some lost or twice. */
  private static void play(FlowWorld world, Random random, int percentDropped, int percentTwice) {
    world.come(Origin.SNAPSHOT, trades(80, 179));
    List<List<Trade>> messages = new ArrayList<>();
    for (long first = 180; first <= PRINTED; ) {
      long last = Math.min(PRINTED, first + random.nextInt(12));
      messages.add(trades(first, last));
      first = last + 1;
    }
    int reach = 1 + random.nextInt(8);
    for (int i = 0; i < messages.size(); i++) {
      int other = Math.min(messages.size() - 1, i + random.nextInt(reach));
      List<Trade> swapped = messages.get(i);
      messages.set(i, messages.get(other));
      messages.set(other, swapped);
    }
    for (List<Trade> message : messages) {
      if (random.nextInt(100) < percentDropped) {
        world.handle(new Event.MessagesLost(1));
      } else {
        world.come(Origin.LIVE, message);
        if (random.nextInt(100) < percentTwice) {
          world.come(Origin.LIVE, message);
        }
      }
      world.pass(Duration.ofMillis(random.nextInt(500)));
    }
  }
}
