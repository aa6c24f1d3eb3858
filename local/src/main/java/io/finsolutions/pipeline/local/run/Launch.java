package io.finsolutions.pipeline.local.run;

import io.finsolutions.pipeline.local.part.Supervisor;
import io.finsolutions.pipeline.local.view.LiveView;
import io.finsolutions.pipeline.market.Topics;
import io.finsolutions.pipeline.store.StoredBar;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** Starts the parts of a run, each as soon as those are there that it needs. */
final class Launch {
  private final RunSettings settings;
  private final PipelineParts parts;
  private final PartSupervision supervision;
  private final FeedMemory memory;
  private final LiveView view;
  private final EndSignal end;

  Launch(
      RunSettings settings,
      PipelineParts parts,
      PartSupervision supervision,
      FeedMemory memory,
      LiveView view,
      EndSignal end) {
    this.settings = settings;
    this.parts = parts;
    this.supervision = supervision;
    this.memory = memory;
    this.view = view;
    this.end = end;
  }

  /**
   * What was started.
   *
   * @param feed where the trades come from
   * @param knowsAllMinutes whether the exchange knows the minutes of earlier runs too
   * @param rowsFrom the first second that is all of this run; what is before it is of earlier ones
   */
  record Launched(Feed feed, boolean knowsAllMinutes, Instant rowsFrom) {}

  /**
   * Starts everything but the batch layer, whose first run would take the time that the first row
   * needs.
   *
   * @param reader reads what earlier runs have left
   */
  Launched start(SnapshotReader reader) throws InterruptedException, RunEndedException {
    CompletableFuture<Void> brokerUp = supervision.broker().start();
    CompletableFuture<Void> databaseUp = supervision.database().start();
    FeedChoice choice = new FeedChoice(settings, memory);
    boolean resumed = memory.source().isPresent();
    FeedKind kind = choice.settle(settings.feed() == FeedKind.AUTO && isCoinbaseReachable());
    boolean resumedStandIn = resumed && kind != FeedKind.COINBASE;
    OptionalLong highestTradeId = OptionalLong.empty();
    if (resumedStandIn) {
      view.say("this exchange does not know the minutes of earlier runs: no candles are compared");
      end.await(brokerUp);
      String topic = Topics.trades(settings.pair(), null);
      highestTradeId = TopicEnd.highestTradeId(parts.broker().address(), topic);
    }
    Feed feed = choice.feed(kind, Ports.free(), highestTradeId);
    CompletableFuture<Void> feedUp =
        feed.standIn().isPresent()
            ? supervision.add(parts.exchange(feed.standIn().get())).start()
            : CompletableFuture.completedFuture(null);
    Supervisor producer = supervision.add(parts.producer(feed.endpoints()));
    Supervisor streaming = supervision.add(parts.streaming());
    end.await(brokerUp);
    end.await(databaseUp);
    Instant rowsFrom = resumed ? endOfEarlierRows(reader) : Instant.EPOCH;
    streaming.start();
    end.await(feedUp);
    if (feed.standIn().isPresent() && memory.firstIdOffset().isEmpty()) {
      memory.rememberFirstIdOffset(
          StandInStatus.firstTradeId(feed.standIn().get().base())
              - choice.firstTradeId(highestTradeId));
    }
    producer.start();
    return new Launched(feed, !resumedStandIn, rowsFrom);
  }

  private boolean isCoinbaseReachable() throws InterruptedException {
    Optional<String> whyNot = CoinbaseReach.whyNot(settings.endpoints());
    whyNot.ifPresent(
        reason ->
            view.say("Coinbase cannot be reached (" + reason + "): replaying a recording instead"));
    return whyNot.isEmpty();
  }

  private static Instant endOfEarlierRows(SnapshotReader reader) {
    reader.read(Instant.now());
    return reader.seconds().stream()
        .findFirst()
        .map(StoredBar::bar)
        .map(latest -> latest.end())
        .orElse(Instant.EPOCH);
  }
}
